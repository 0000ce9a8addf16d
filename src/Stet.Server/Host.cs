using System.Net.Sockets;
using Stet.Model;
using Stet.Protocol.Client;
using Stet.Protocol.Place;
using Stet.Protocol.Wire;

namespace Stet.Server;

/// <summary>One workspace, its socket, and the front ends attached to it.</summary>
internal sealed class Host : IDisposable
{
    private static readonly TimeSpan InterruptPatience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(2);

    private readonly HostPlace _place;
    private readonly HostSettings _settings;
    private readonly Socket _listener;
    private readonly IdleClock _idle;
    private readonly HashSet<Connection> _connections = [];
    private readonly Lock _changing = new();
    private readonly TaskCompletionSource<string> _stop = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly DateTimeOffset _started = DateTimeOffset.Now;
    private int _sessions;

    public Host(HostPlace place, Func<string, IWorkspace> open, HostSettings settings)
    {
        _place = place;
        _settings = settings;
        PrivateFolder.Ensure(Path.GetDirectoryName(place.Socket)!);
        _listener = Endpoint.Listen(place.Socket);
        Workspace = Task.Run(() => open(place.Folder));
        _idle = new IdleClock(settings.Idle, Busy, () => RequestStop("it was idle"));
    }

    /// <summary>The engine, being opened while the first front end already connects.</summary>
    public Task<IWorkspace> Workspace { get; }

    public string Folder => _place.Folder;

    public string Program => _settings.Program;

    public bool InUse => Sessions > 0 || Busy();

    public int Sessions
    {
        get
        {
            lock (_changing)
            {
                return _sessions;
            }
        }
    }

    /// <summary>Serves until a stop is asked for; then keeps what is to be kept, and says goodbye.</summary>
    public int Run()
    {
        WriteRecord();
        new Thread(Accept) { IsBackground = true, Name = "accept" }.Start();
        var why = _stop.Task.GetAwaiter().GetResult();
        return End(why).GetAwaiter().GetResult();
    }

    public void RequestStop(string why) => _stop.TrySetResult(why);

    /// <summary>Programs of sessions' shells that would end with it.</summary>
    public int Jobs => Workspace.IsCompletedSuccessfully ? Workspace.Result.Jobs : 0;

    public bool Busy() => Running().Any() || (Workspace.IsCompletedSuccessfully && Workspace.Result.Busy);

    /// <summary>The connections whose submissions run or wait.</summary>
    public IReadOnlyList<Connection> Running() => [.. Snapshot().Where(c => c.Runs)];

    public void SessionJoined()
    {
        _idle.Joined();
        CountSessions(1);
    }

    public void SessionLeft()
    {
        CountSessions(-1);
        _idle.Left();
    }

    public void Closed(Connection connection)
    {
        lock (_changing)
        {
            _connections.Remove(connection);
        }
    }

    public void Dispose()
    {
        _idle.Dispose();
        _listener.Dispose();
    }

    private void Accept()
    {
        while (true)
        {
            try
            {
                var connection = new Connection(this, new NetworkStream(_listener.Accept(), ownsSocket: true));
                lock (_changing)
                {
                    _connections.Add(connection);
                }

                connection.Start();
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException)
            {
                RequestStop("its socket was closed"); // No-op where the stop is why the socket was closed.
                return;
            }
        }
    }

    private async Task<int> End(string why)
    {
        _listener.Dispose(); // From here on front ends wait for this host's lock, to start the next one.
        foreach (var running in Running())
        {
            running.Interrupt();
        }

        await Task.WhenAny(Task.WhenAll(Snapshot().Select(c => c.Submissions)), Task.Delay(InterruptPatience)).ConfigureAwait(false);
        var code = await CloseWorkspace().ConfigureAwait(false);
        foreach (var connection in Snapshot())
        {
            connection.SayGoodbye(why);
        }

        foreach (var connection in Snapshot())
        {
            connection.Close(FarewellPatience);
        }

        File.Delete(_place.Socket);
        File.Delete(_place.Record);
        Console.Error.WriteLine($"--- host {Environment.ProcessId} ends: {why}");
        return code;
    }

    private async Task<int> CloseWorkspace()
    {
        try
        {
            var workspace = await Workspace.ConfigureAwait(false);
            await workspace.WhenKept().ConfigureAwait(false);
            await workspace.DisposeAsync().ConfigureAwait(false);
            return HostExit.Clean;
        }
        catch (Exception e)
        {
            Console.Error.WriteLine(e); // The store's failure to open or to close; its front end has been told of the former.
            return HostExit.CouldNotStart;
        }
    }

    private Connection[] Snapshot()
    {
        lock (_changing)
        {
            return [.. _connections];
        }
    }

    private void CountSessions(int change)
    {
        lock (_changing)
        {
            _sessions += change;
            if (!_stop.Task.IsCompleted)
            {
                TryWriteRecord();
            }
        }
    }

    /// <summary>On a full disk the number of sessions in the record is out of date until the next change; nothing depends on it.</summary>
    private void TryWriteRecord()
    {
        try
        {
            WriteRecord();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"host.json could not be written: {e.Message}");
        }
    }

    private void WriteRecord() =>
        new HostRecord(Environment.ProcessId, ProtocolVersion.Product, ["unix:" + _place.Socket], _sessions, _started).Write(_place);
}
