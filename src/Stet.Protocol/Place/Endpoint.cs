using System.Net.Sockets;

namespace Stet.Protocol.Place;

/// <summary>
/// How bytes get from a front end to its host and back: the one place that knows about sockets. On Linux, macOS and Windows 10 this is
/// a Unix domain socket; a system without them would get its named pipe here.
/// </summary>
public static class Endpoint
{
    /// <summary>Connects to the host that listens at <paramref name="path"/>; null where none does.</summary>
    public static Stream? TryConnect(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        return OperatingSystem.IsLinux() ? PosixSocket.TryConnect(path) : ConnectPortably(path);
    }

    /// <summary>Listens at <paramref name="path"/>, replacing what a killed host left there. Only the user can connect (mode 0600).</summary>
    /// <exception cref="SocketException">The socket cannot be made there.</exception>
    public static Socket Listen(string path)
    {
        File.Delete(path);
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));
        if (!OperatingSystem.IsWindows())
        {
            // Between bind and this line the 0700 folder keeps others out; and nobody can connect before Listen.
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        socket.Listen(backlog: 64);
        return socket;
    }

    private static NetworkStream? ConnectPortably(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            socket.Connect(new UnixDomainSocketEndPoint(path));
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (SocketException)
        {
            socket.Dispose(); // Nobody listens: the file was left behind by a host that was killed, or its host is just ending.
            return null;
        }
    }
}
