using Stet.Model;
using Stet.Protocol.Place;
using Stet.Protocol.Wire;

namespace Stet.Protocol.Client;

/// <summary>
/// A workspace whose host is another process: finds the host or starts it, and each <see cref="Attach(SessionOptions)"/> opens a connection of its own.
/// Disposing it ends no host: hosts end by themselves.
/// </summary>
public sealed class RemoteWorkspace : IWorkspace
{
    private readonly HostLauncher _launcher;

    /// <param name="folder">The workspace directory; its <c>.stet</c> is made when a host is started.</param>
    /// <param name="hostProgram">The executable that is started where no host runs.</param>
    public RemoteWorkspace(string folder, string hostProgram)
    {
        Place = new(folder);
        _launcher = new(Place, hostProgram);
    }

    public HostPlace Place { get; }

    public string Folder => Place.Folder;

    /// <summary>False too where no host runs.</summary>
    public bool Busy
    {
        get
        {
            using var link = _launcher.Join();
            return link is not null && Wait(link.Ask(MessageKind.AskStatus, Empty.Value, MessageCodecs.Empty))
                .Read(MessageCodecs.StatusIs).Busy;
        }
    }

    /// <inheritdoc/>
    /// <exception cref="HostTrouble">No host could be started, or it refuses.</exception>
    public ISession Attach(SessionOptions options) => Wait(AttachAsync(options));

    /// <inheritdoc cref="Attach"/>
    public async Task<RemoteSession> AttachAsync(SessionOptions options) => await RemoteSession.Open(Place, _launcher, options).ConfigureAwait(false);

    /// <summary>Waits until all is durable; at once where no host runs, because a host ends only then.</summary>
    public async Task WhenKept()
    {
        using var link = _launcher.Join();
        if (link is not null)
        {
            await link.Ask(MessageKind.AskWhenKept, Empty.Value, MessageCodecs.Empty).ConfigureAwait(false);
        }
    }

    /// <summary>Asks the host to end, and waits until it has. False where none runs.</summary>
    /// <param name="force">Also when a submission runs: it is interrupted.</param>
    /// <exception cref="HostRefusedException">A submission runs, and <paramref name="force"/> is false.</exception>
    public async Task<bool> Stop(bool force = false)
    {
        if (Endpoint.TryConnect(Place.Socket) is not { } stream)
        {
            return false;
        }

        using var frames = new FrameStream(stream);
        frames.Write(Frame.Of(MessageKind.Stop, 1, new(force), MessageCodecs.Stop)); // Without a handshake: any version can be stopped.
        var answer = frames.Read();
        if (answer is { Kind: MessageKind.Refused } refused)
        {
            throw new HostRefusedException(refused.Read(MessageCodecs.Refused));
        }

        while (FileLock.IsTaken(Place.HostLock))
        {
            await Task.Delay(2).ConfigureAwait(false);
        }

        return true;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static T Wait<T>(Task<T> task) => task.GetAwaiter().GetResult();
}
