using System.Collections.Concurrent;
using System.Collections.Immutable;
using Stet.Model;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>Compiled units, in the store: what was compiled once, in whichever process, is not compiled again.</summary>
internal sealed class UnitStore(WorkspaceStore store) : IUnitCache
{
    private readonly ConcurrentQueue<CompiledUnit> unwritten = [];

    public CompiledUnit? Find(ContentHash hash) => store.ReadUnit(hash) is { } bytes ? Read(hash, bytes) : null;

    /// <summary>How many units were compiled by this process.</summary>
    public int Compiled { get; private set; }

    public void Add(CompiledUnit unit)
    {
        Compiled++;
        unwritten.Enqueue(unit);
    }

    /// <summary>Writes what was added; off the path of a submission, since it is only a cache.</summary>
    /// <returns>What to say where it could not be written; it is tried again the next time.</returns>
    public Note? Flush()
    {
        var units = new List<CompiledUnit>();
        while (unwritten.TryDequeue(out var unit))
        {
            units.Add(unit);
        }

        try
        {
            if (units.Count > 0)
            {
                store.WriteUnits([.. units.Select(unit => new NewUnit(unit.Hash, Write(unit)))]);
            }

            return null;
        }
        catch (Exception trouble) when (trouble is IOException or UnauthorizedAccessException)
        {
            units.ForEach(unwritten.Enqueue);
            return new(NoteKind.Hint, $"Compiled code could not be stored, and may have to be compiled again at the next start: {trouble.Message}", []);
        }
    }

    private static byte[] Write(CompiledUnit unit)
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory);
        writer.Write(unit.Name);
        writer.Write(unit.OnlyReads);
        WriteNames(writer, unit.References);
        WriteNames(writer, unit.Variables);
        WriteNames(writer, unit.Assumed);
        writer.Write(unit.Formulas.Length);
        foreach (var formula in unit.Formulas)
        {
            writer.Write(formula.Name);
            writer.Write(formula.Type);
            writer.Write(formula.Marked);
            WriteNames(writer, formula.Reads);
        }

        writer.Write(unit.Memos.Length);
        foreach (var memo in unit.Memos)
        {
            writer.Write(memo.Function);
            writer.Write(memo.Key);
            writer.Write(memo.Method);
            writer.Write(memo.AssumesPure);
        }

        writer.Write(unit.Image.Length);
        writer.Write(unit.Image.Span);
        writer.Write(unit.Symbols.Length);
        writer.Write(unit.Symbols.Span);
        writer.Flush();
        return memory.ToArray();
    }

    private static CompiledUnit Read(ContentHash hash, byte[] bytes)
    {
        using var reader = new BinaryReader(new MemoryStream(bytes));
        var name = reader.ReadString();
        var onlyReads = reader.ReadBoolean();
        var references = ReadNames(reader);
        var variables = ReadNames(reader);
        var assumed = ReadNames(reader);
        ImmutableArray<FormulaContract> formulas = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => ReadFormula(reader))];
        ImmutableArray<MemoContract> memos = [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => new MemoContract(reader.ReadString(), reader.ReadString(), reader.ReadString(), reader.ReadBoolean()))];
        var image = reader.ReadBytes(reader.ReadInt32());
        return new(name, hash, image, reader.ReadBytes(reader.ReadInt32()), references, variables, onlyReads) { Formulas = formulas, Memos = memos, Assumed = assumed };
    }

    private static FormulaContract ReadFormula(BinaryReader reader)
    {
        var (name, type, marked) = (reader.ReadString(), reader.ReadString(), reader.ReadString());
        return new(name, type, ReadNames(reader), marked);
    }

    private static void WriteNames(BinaryWriter writer, ImmutableArray<string> names)
    {
        writer.Write(names.Length);
        foreach (var name in names)
        {
            writer.Write(name);
        }
    }

    private static ImmutableArray<string> ReadNames(BinaryReader reader) =>
        [.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => reader.ReadString())];
}
