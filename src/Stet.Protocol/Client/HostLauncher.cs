using System.Diagnostics;
using Stet.Protocol.Place;
using Stet.Protocol.Wire;

namespace Stet.Protocol.Client;

/// <summary>
/// Finds the workspace's host or starts one. However many front ends try at once, one host runs: the front end that has the start lock
/// starts it, the others wait for its socket; and a host that does not get the host lock ends by itself.
/// </summary>
internal sealed class HostLauncher(HostPlace place, string program)
{
    /// <summary>How long a host may take to answer; a loaded machine needs more than an idle one.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(2);

    /// <summary>The host this front end has started last; null where it found each running.</summary>
    public HostChild? Child { get; private set; }

    /// <summary>The running host; null where there is none.</summary>
    /// <exception cref="HostRefusedException">It speaks another protocol.</exception>
    public HostLink? Join() => Endpoint.TryConnect(place.Socket) is { } stream ? HostLink.Open(stream) : null;

    /// <exception cref="HostStartException">No host could be started.</exception>
    /// <exception cref="HostRefusedException">A host runs that speaks another protocol.</exception>
    public HostLink JoinOrStart()
    {
        if (JoinUnlessOutdated() is { } running)
        {
            return running;
        }

        PrivateFolder.Ensure(place.Store);
        var watch = Stopwatch.StartNew();
        while (watch.Elapsed < Patience)
        {
            using (var mine = FileLock.TryTake(place.StartLock))
            {
                if ((mine is null ? JoinUnlessOutdated() : StartUnlessThere(watch)) is { } link)
                {
                    return link;
                }
            }

            Thread.Sleep(BetweenLooks);
        }

        throw new HostStartException(
            $"No host answered within {Patience.TotalSeconds} s. Another process holds {place.HostLock} or {place.StartLock}; see {place.Log}.");
    }

    /// <summary>Tells a host to end that was left over from another build of Stet and that nobody needs: null then, as where none runs.</summary>
    private HostLink? JoinUnlessOutdated()
    {
        var link = Join();
        if (link is null || link.Welcome.Program == program || link.Welcome.InUse)
        {
            return link;
        }

        link.Tell(MessageKind.Stop, new(false), MessageCodecs.Stop);
        link.Dispose();
        return null;
    }

    /// <summary>Called with the start lock held. Null where another host is still ending or already starting.</summary>
    private HostLink? StartUnlessThere(Stopwatch watch)
    {
        if (JoinUnlessOutdated() is { } running)
        {
            return running;
        }

        if (FileLock.IsTaken(place.HostLock))
        {
            return null;
        }

        Child = HostChild.Start(program, place);
        while (watch.Elapsed < Patience)
        {
            if (Join() is { } link)
            {
                return link;
            }

            if (Child.TryReap() is { } end)
            {
                return end.Code == HostExit.AnotherHostRuns ? null : throw CouldNotStart(end);
            }

            Thread.Sleep(BetweenLooks);
        }

        return null;
    }

    private HostStartException CouldNotStart(ProcessEnd end) =>
        new(HostLog.Tail(place, Child?.Pid).Trim() is { Length: > 0 } words
            ? $"The host {end} at its start. Its last words, from {place.Log}:\n{words}"
            : $"The host {end} at its start, without a word in {place.Log}. Check the disk (free space, permissions) and try again.");
}
