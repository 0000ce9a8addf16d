namespace Stet.Toolbox;

/// <summary>One line of <c>memo</c>: a function marked <c>[Memo]</c>.</summary>
/// <param name="Function">With the types of its parameters: <c>Fib(int)</c>.</param>
/// <param name="Results">How many results are kept.</param>
/// <param name="Bytes">What their stored forms take.</param>
/// <param name="Hits">Calls since the workspace was opened that were given a kept result.</param>
/// <param name="Misses">Calls since then that ran the function.</param>
/// <param name="Dropped">Results that were dropped since then.</param>
/// <param name="Why">Why results were dropped last, or why some are not kept; empty where nothing is to be said.</param>
public sealed record MemoRow(string Function, long Results, long Bytes, long Hits, long Misses, long Dropped, string Why);
