namespace Stet.Worlds;

/// <summary>
/// Units that others are compiled against before their code has been made. That is made on other threads. Their number is bounded: what is compiled against an announcement keeps it in memory, and a chain keeps all of
/// them.
/// </summary>
internal sealed class Announcements
{
    private const int Most = 16;

    private readonly List<(CompiledUnit Announced, Task<UnitResult> Making)> pending = [];

    public bool IsFull => pending.Count >= Most;

    public void Add(BegunUnit begun) => pending.Add((begun.Announced!, Task.Run(begun.Finish)));

    /// <summary>Waits for all, and makes what nobody has begun to make.</summary>
    /// <returns>The units, in order; null in the place of one that came out otherwise than it was announced.</returns>
    public IReadOnlyList<CompiledUnit?> Take()
    {
        var made = pending.Select(p => Made(p.Announced, p.Making.GetAwaiter().GetResult())).ToList();
        pending.Clear();
        return made;
    }

    private static CompiledUnit? Made(CompiledUnit announced, UnitResult result) =>
        result.Unit is { } unit && unit.OnlyReads == announced.OnlyReads && unit.Variables.SequenceEqual(announced.Variables) && unit.Formulas.Length == announced.Formulas.Length
        && unit.Formulas.Zip(announced.Formulas).All(f => f.First.Name == f.Second.Name && f.First.Type == f.Second.Type) ? unit : null;
}
