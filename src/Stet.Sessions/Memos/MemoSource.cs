using System.Collections.Concurrent;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Capturing;
using Stet.Runtime.Memos;
using Stet.Runtime.Restoring;
using Stet.Storage.Memos;
using Stet.Worlds;

namespace Stet.Sessions.Memos;

/// <summary>What the functions marked <c>[Memo]</c> ask of the engine: their code in the newest world, what it reaches, and what was kept of them.</summary>
internal sealed class MemoSource : IMemoSource
{
    private readonly Engine engine;
    private readonly MemoVersions versions;
    private readonly ConcurrentDictionary<string, Note> notes = [];

    public MemoSource(Engine engine)
    {
        this.engine = engine;
        Results = new(engine.Store, version => versions!.PartsOf(version));
        versions = new(engine, Results.Stored, Results.Dropped);
        Table = new(this, engine.Formulas.Table);
    }

    public MemoTable Table { get; }

    public KeptMemos Results { get; }

    public IUnitLoader Units => engine.Restoring;

    public MemoStanding VersionOf(MemoSite site)
    {
        var world = engine.World;
        return WorldLoader.UnitOf(site.Home.Assembly) is { } name && world.Units.TryGetValue(name, out var unit) && engine.Loader.IsLoaded(world, name, site.Home.Assembly)
            && unit.Memos.FirstOrDefault(m => m.Function == site.Function) is { } memo
            ? versions.Of(world, unit, memo) : new(null, "it is code of an older world", Runtime.Formulas.FormulaClock.Never);
    }

    public ContentHash VersionOf(IReadOnlyCollection<string> units) => versions.Of(units);

    public string? ImpurityWith(MemoSite site, IReadOnlyList<HeldPlace> held)
    {
        var world = engine.World;
        return WorldLoader.UnitOf(site.Home.Assembly) is { } name && world.Units.TryGetValue(name, out var unit) && unit.Memos.FirstOrDefault(m => m.Function == site.Function) is { } memo
            ? versions.ImpurityWith(world, unit, memo, held) : null;
    }

    public ReadOnlyMemory<byte>? Find(MemoVersion version, ContentHash key) => Results.Find(version, key);

    public string? Keep(MemoVersion version, ContentHash key, ReadOnlyMemory<byte> form) => Results.Keep(version, key, form);

    public void Say(Note note) => notes.TryAdd(note.Text, note);

    /// <summary>What was to be said since this was asked last.</summary>
    public IReadOnlyList<Note> TakeNotes() => notes.IsEmpty ? [] : [.. notes.Keys.Select(text => notes.TryRemove(text, out var note) ? note : null).OfType<Note>()];

    /// <summary>The functions of the newest world, looked at as they are now: what holds no more is dropped.</summary>
    public IReadOnlyList<(MemoContract Memo, MemoStanding Standing)> All()
    {
        var world = engine.World;
        var all = world.UnitsWithMemos.SelectMany(unit => unit.Memos.Select(memo => (memo, versions.Of(world, unit, memo)))).ToList();
        Results.DropOthers(all.Select(m => m.memo.Function).ToHashSet());
        return all;
    }
}
