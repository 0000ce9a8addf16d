using System.Collections.Immutable;

namespace Stet.Effects.Code;

/// <summary>A value with nothing left open: the texts it can be, the methods it can be, or that it is not known.</summary>
/// <param name="Texts">Null where they are not known. In order, where it is a sequence.</param>
internal sealed record Known(IReadOnlyList<string>? Texts, ImmutableArray<Target> Methods, bool IsOpen = true)
{
    public static Known Unknown { get; } = new(null, []);

    public static Known Empty { get; } = new([], [], false);

    public static Known Of(params IReadOnlyList<string> texts) => new(texts, [], false);

    /// <summary>Tells whether a method was looked at with this already.</summary>
    public string Mark => (Texts is null ? "?" : string.Join('\u0001', Texts.Take(20))) + (Methods.IsEmpty ? "" : "\u0002" + string.Join('\u0001', Methods.Select(m => m.Method)));

    public static Known Either(IReadOnlyList<Known> values) => values.Count == 1 ? values[0]
        : new(values.Any(v => v.Texts is null && v.Methods.IsEmpty) ? null : [.. values.SelectMany(v => v.Texts ?? []).Distinct()], [.. values.SelectMany(v => v.Methods)], values.Any(v => v.IsOpen));
}

/// <param name="Captured">What it took along where it was made.</param>
internal sealed record Target(string Method, bool HasThis, ImmutableDictionary<string, Known> Captured);

/// <summary>The values of a method's parameters and of what it has captured.</summary>
internal sealed record Frame(ImmutableArray<Known> Arguments, ImmutableDictionary<string, Known> Captured)
{
    public static Frame Empty { get; } = new([], ImmutableDictionary<string, Known>.Empty);

    public string Mark => string.Join('\u0003', Arguments.Select(a => a.Mark)) + "\u0004" + string.Join('\u0003', Captured.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Key + c.Value.Mark));
}
