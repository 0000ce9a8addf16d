using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Stet.Runtime.Memos;

/// <summary>
/// A function marked <c>[Memo]</c> as one loaded unit has it. <c>Call</c> gives a kept result, or runs the function and keeps what it gives; <c>Assume</c> is the same for one that
/// was declared pure against what its code looks like.
/// </summary>
public sealed class MemoSite(MemoTable table, Type home, string function)
{
    /// <summary>Tells it from all others of the workspace: <c>Fib(int)</c>.</summary>
    public string Function { get; } = function;

    /// <summary>The class that the function was compiled into.</summary>
    public Type Home { get; } = home;

    /// <summary>What was found when it was asked last.</summary>
    internal MemoStanding Known { get; set; } = MemoStanding.Unknown;

    internal MemoCounts Counts { get; } = table.CountsOf(function);

    [StackTraceHidden]
    public T Call<TArguments, T>(TArguments arguments, Action<ArgumentWriter, TArguments> write, Func<TArguments, T> body)
    {
        var call = new MemoCall<TArguments>(table, this, arguments, write);
        return !call.Begin() ? body(arguments) : table.TryFind<T>(call.Key, out var kept) ? Hit(kept) : table.Compute(call, body);
    }

    [StackTraceHidden]
    public Task<T> Call<TArguments, T>(TArguments arguments, Action<ArgumentWriter, TArguments> write, Func<TArguments, Task<T>> body)
    {
        var call = new MemoCall<TArguments>(table, this, arguments, write);
        return !call.Begin() ? body(arguments) : table.TryFind<T>(call.Key, out var kept) ? Task.FromResult(Hit(kept)) : table.ComputeAsync(call, body);
    }

    [StackTraceHidden]
    public ValueTask<T> Call<TArguments, T>(TArguments arguments, Action<ArgumentWriter, TArguments> write, Func<TArguments, ValueTask<T>> body)
    {
        var call = new MemoCall<TArguments>(table, this, arguments, write);
        return !call.Begin() ? body(arguments) : table.TryFind<T>(call.Key, out var kept) ? new(Hit(kept)) : new(table.ComputeAsync(call, given => body(given).AsTask()));
    }

    [StackTraceHidden]
    public T Assume<TArguments, T>(TArguments arguments, Action<ArgumentWriter, TArguments> write, Func<TArguments, T> body) => Call(arguments, write, body);

    [StackTraceHidden]
    public Task<T> Assume<TArguments, T>(TArguments arguments, Action<ArgumentWriter, TArguments> write, Func<TArguments, Task<T>> body) => Call(arguments, write, body);

    [StackTraceHidden]
    public ValueTask<T> Assume<TArguments, T>(TArguments arguments, Action<ArgumentWriter, TArguments> write, Func<TArguments, ValueTask<T>> body) => Call(arguments, write, body);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private T Hit<T>(T kept)
    {
        Counts.Hit();
        return kept;
    }
}
