using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Formulas;
using Stet.Worlds;

namespace Stet.Sessions.Memos;

/// <summary>What the results of a function depend on beside its arguments: the code it reaches, by what that compiles to, and variables, by content.</summary>
/// <param name="Code">In order of the units' names.</param>
/// <param name="Inputs">In order of their names.</param>
internal sealed record MemoParts(ImmutableArray<(string Unit, ContentHash Content)> Code, ImmutableArray<KeptInput> Inputs)
{
    private const int Format = 3;
    private const int MostNamed = 3;

    public ContentHash HashFor(string function)
    {
        var hash = new HashBuilder().Add("memo").Add(function);
        foreach (var (unit, content) in Code)
        {
            hash.Add(unit).Add(content);
        }

        foreach (var input in Inputs)
        {
            hash.Add(input.Name).Add(input.Version);
        }

        return hash.ToHash();
    }

    /// <summary>What is other than it was: <c>rate has changed</c>.</summary>
    public string ChangesSince(MemoParts before)
    {
        var (code, inputs) = (before.Code.ToDictionary(c => c.Unit, c => c.Content), before.Inputs.ToDictionary(i => i.Name, i => i.Version));
        IEnumerable<string> names = [
            .. Inputs.Where(i => inputs.TryGetValue(i.Name, out var was) && was != i.Version).Select(i => i.Name),
            .. Code.Where(c => code.TryGetValue(c.Unit, out var was) && was != c.Content).Select(c => c.Unit.StartsWith("w.", StringComparison.Ordinal) ? c.Unit["w.".Length..] : c.Unit)];
        var all = names.Distinct().ToList();
        var shown = string.Join(", ", all.Take(MostNamed)) + (all.Count > MostNamed ? $" and {all.Count - MostNamed} more" : "");
        return all.Count == 0 ? "it reaches other code or variables than before" : $"{shown} {(all.Count == 1 ? "has" : "have")} changed";
    }

    /// <summary>The same, and static places that were not in use.</summary>
    public bool Continues(MemoParts before, Func<string, bool> isStatic)
    {
        var known = before.Inputs.ToDictionary(i => i.Name, i => i.Version);
        return Code.SequenceEqual(before.Code) && before.Inputs.All(b => Inputs.Any(i => i.Name == b.Name && i.Version == b.Version)) && Inputs.All(i => known.ContainsKey(i.Name) || isStatic(i.Name));
    }

    public byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(Format);
        writer.Write(Code.Length);
        foreach (var (unit, content) in Code)
        {
            writer.Write(unit);
            KeptResult.Write(writer, content);
        }

        writer.Write(Inputs.Length);
        foreach (var input in Inputs)
        {
            input.Write(writer);
        }

        writer.Flush();
        return memory.ToArray();
    }

    /// <summary>Null where it was written in another format.</summary>
    public static MemoParts? Read(byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        return reader.ReadInt32() != Format ? null : new(
            [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => (reader.ReadString(), KeptResult.ReadHash(reader)))], [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => KeptInput.Read(reader))]);
    }
}
