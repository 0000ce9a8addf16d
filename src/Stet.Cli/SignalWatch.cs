using System.Diagnostics;
using System.Runtime.InteropServices;
using Stet.Protocol.Client;

namespace Stet.Cli;

/// <summary>
/// What signals do to a front end without a terminal: SIGINT interrupts the run, a second within two seconds kills the host;
/// SIGTERM and SIGHUP interrupt the run and let the command end.
/// </summary>
internal sealed class SignalWatch : IDisposable
{
    private static readonly TimeSpan Insisting = TimeSpan.FromSeconds(2);

    private readonly RemoteSession _session;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly Lock _counting = new();
    private long _lastInterrupt;

    public SignalWatch(RemoteSession session)
    {
        _session = session;
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal => OnEnd(signal, 15)));
        _registrations.Add(PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal => OnEnd(signal, 1)));
    }

    /// <summary>The exit code with which the command should end because a signal said so.</summary>
    public int? Ending { get; private set; }

    public void Dispose() => _registrations.ForEach(r => r.Dispose());

    private void OnInterrupt(PosixSignalContext signal)
    {
        signal.Cancel = true;
        Ending = ExitCode.OfSignal(2);
        lock (_counting)
        {
            var insists = _lastInterrupt != 0 && Stopwatch.GetElapsedTime(_lastInterrupt) < Insisting;
            _lastInterrupt = Stopwatch.GetTimestamp();
            if (insists)
            {
                _session.KillHost();
                return;
            }
        }

        _session.Interrupt();
    }

    private void OnEnd(PosixSignalContext signal, int number)
    {
        signal.Cancel = true;
        Ending = ExitCode.OfSignal(number);
        _session.Interrupt();
    }
}
