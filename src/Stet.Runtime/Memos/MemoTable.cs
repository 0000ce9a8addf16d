using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using Stet.Model;
using Stet.Runtime.Formulas;

namespace Stet.Runtime.Memos;

/// <summary>
/// The functions marked <c>[Memo]</c> of one workspace as they run. Invariants: a result is given only for the code and values that it was computed from; one is computed by one caller
/// at a time, and who asks for it meanwhile gets that; what is thrown, stopped or changed under way is not kept; nobody gets an object that another one has. Held by <c>MemoTests</c>.
/// </summary>
public sealed class MemoTable(IMemoSource source, FormulaTable formulas)
{
    private readonly ConcurrentDictionary<MemoKey, MemoFlight> flights = [];
    private readonly ConcurrentDictionary<string, MemoCounts> counts = [];
    private readonly RecentResults recent = new();
    private volatile int world;

    internal IMemoSource Source => source;

    internal ContentReader Reader => formulas.Reader;

    public MemoCounts CountsOf(string function) => counts.GetOrAdd(function, _ => new());

    /// <summary>Functions that were called, or could have been, since the workspace was opened.</summary>
    public IReadOnlyCollection<string> Functions => [.. counts.Keys];

    /// <summary>There is another world: code may have changed.</summary>
    public void CodeChanged() => Interlocked.Increment(ref world);

    internal void Say(MemoSite site, string text) => source.Say(new(NoteKind.Hint, text, [site.Function]));

    internal MemoStanding StandingOf(MemoSite site)
    {
        var (known, now) = (site.Known, world);
        if (known.World == now && (known.Version is null or { IsCodeAlone: true } || known.Moment == formulas.Clock.Now))
        {
            return known;
        }

        return site.Known = source.VersionOf(site) with { World = now };
    }

    internal bool TryFind<T>(MemoKey key, out T value)
    {
        value = default!;
        var isRecent = recent.TryGet(key, out var form);
        if (!isRecent)
        {
            if (source.Find(key.Version, key.Hash) is not { } stored)
            {
                return false;
            }

            form = stored;
            recent.Put(key, form);
        }

        return TryRead(key, form, out value);
    }

    internal T Compute<TArguments, T>(MemoCall<TArguments> call, Func<TArguments, T> body)
    {
        while (true)
        {
            var flight = new MemoFlight(MemoFlight.Current);
            var first = flights.GetOrAdd(call.Key, flight);
            if (first == flight)
            {
                return Run(call, flight, body);
            }

            using var waiting = MemoFlight.WaitFor(first);
            if (waiting is null)
            {
                call.Site.Counts.Miss();
                return body(call.Arguments);
            }

            first.Landing.Wait();
            if (TryTake<T>(call.Key, call.Site, first.Landing.Result, out var value))
            {
                return value;
            }
        }
    }

    internal async Task<T> ComputeAsync<TArguments, T>(MemoCall<TArguments> call, Func<TArguments, Task<T>> body)
    {
        while (true)
        {
            var flight = new MemoFlight(MemoFlight.Current);
            var first = flights.GetOrAdd(call.Key, flight);
            if (first == flight)
            {
                return await RunAsync(call, flight, body).ConfigureAwait(false);
            }

            using var waiting = MemoFlight.WaitFor(first);
            if (waiting is null)
            {
                call.Site.Counts.Miss();
                return await body(call.Arguments).ConfigureAwait(false);
            }

            if (TryTake<T>(call.Key, call.Site, await first.Landing.ConfigureAwait(false), out var value))
            {
                return value;
            }
        }
    }

    private T Run<TArguments, T>(MemoCall<TArguments> call, MemoFlight flight, Func<TArguments, T> body)
    {
        Landed landed = new(null, null);
        call.Site.Counts.Miss();
        MemoFlight.Current = flight;
        try
        {
            var value = LazyValues<T>.Settle(body(call.Arguments));
            landed = new(Keep(call, value), null);
            return value;
        }
        catch (Exception error) when (!FormulaTable.IsStop(error))
        {
            landed = new(null, ExceptionDispatchInfo.Capture(error));
            throw;
        }
        finally
        {
            MemoFlight.Current = flight.Above;
            flights.TryRemove(new(call.Key, flight));
            flight.Land(landed);
        }
    }

    private async Task<T> RunAsync<TArguments, T>(MemoCall<TArguments> call, MemoFlight flight, Func<TArguments, Task<T>> body)
    {
        Landed landed = new(null, null);
        call.Site.Counts.Miss();
        MemoFlight.Current = flight; // Of this method: who called it does not see it.
        try
        {
            var value = LazyValues<T>.Settle(await body(call.Arguments).ConfigureAwait(false));
            landed = new(Keep(call, value), null);
            return value;
        }
        catch (Exception error) when (!FormulaTable.IsStop(error))
        {
            landed = new(null, ExceptionDispatchInfo.Capture(error));
            throw;
        }
        finally
        {
            flights.TryRemove(new(call.Key, flight));
            flight.Land(landed);
        }
    }

    /// <summary>The stored form; null where it is not kept.</summary>
    private ReadOnlyMemory<byte>? Keep<TArguments, T>(MemoCall<TArguments> call, T value)
    {
        var form = ResultForm.Write(value, out var whyNot);
        if (whyNot is null && call.End(out whyNot) is { } key && (whyNot = source.Keep(key.Version, key.Hash, form)) is null)
        {
            recent.Put(key, form);
            return form;
        }

        call.Site.Counts.NotKept(form.IsEmpty ? $"a result cannot be kept: {whyNot}" : whyNot!);
        if (form.IsEmpty)
        {
            Say(call.Site, $"a result of {call.Site.Function} is not kept: {whyNot}");
        }

        return null;
    }

    private bool TryTake<T>(MemoKey key, MemoSite site, Landed landed, out T value)
    {
        landed.Error?.Throw();
        value = default!;
        if (landed.Form is not { } form || !TryRead(key, form, out value))
        {
            return false;
        }

        site.Counts.Hit();
        return true;
    }

    private bool TryRead<T>(MemoKey key, ReadOnlyMemory<byte> form, out T value)
    {
        try
        {
            value = ResultForm.Read<T>(form, source.Units);
            return true;
        }
        catch (Exception trouble) when (trouble is DamagedStoreException or Migrating.ValueUnfitException or BrokenUnitException or VariableUnavailableException or InvalidCastException)
        {
            recent.Forget(key);
            source.Say(new(NoteKind.Damaged, $"a kept result of {key.Version.Function} is computed again: {trouble.Message}", [key.Version.Function]));
            value = default!;
            return false;
        }
    }
}
