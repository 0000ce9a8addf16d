using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Migrating;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>
/// Prepares a step to a new world beside the running one: parse, compile what is affected, see which values live in what has changed.
/// Nothing is changed here; the result is either a step to be taken as a whole or the reasons why not.
/// </summary>
/// <param name="current">The files that the newest world was made from.</param>
internal sealed class Redefinition(
    UnitStore cache, VariableTable variables, Carrying carrying, BackgroundGate gate, Func<ImmutableSortedDictionary<string, FileText>> current,
    WorkspaceReferences references)
{
    private readonly WorldStep step = new(new UnitCompiler(), cache);

    /// <summary>How many steps were prepared, taken or not.</summary>
    public int Prepared { get; private set; }

    /// <summary>Why functions that are marked <c>[Memo]</c> would not be pure in a new world; given the newest world, the new one and the keys of what it defines.</summary>
    public Func<World, World, IReadOnlySet<string>, ImmutableArray<Diagnostic>> Impurities { get; init; } = (_, _, _) => [];

    /// <summary>What is to be said of those where they are accepted.</summary>
    public Func<World, IReadOnlySet<string>, IEnumerable<Note>> ImpurityNotes { get; init; } = (_, _) => [];

    /// <param name="kept">Definitions without a file: submissions that live on in values, shared anonymous types.</param>
    /// <param name="typed">What was typed at the prompt, for the places of its errors; null when files changed.</param>
    /// <param name="leaving">What is dropped in the same step beside definitions of files.</param>
    public PreparedStep Prepare(
        World from, ImmutableSortedDictionary<string, FileText> files, IEnumerable<Definition> kept, ImmutableDictionary<string, string> types,
        ParsedInput? typed, bool force, Leaving? leaving = null) => Prepare(from, files, kept, types, typed, force, [], leaving ?? Leaving.Nothing);

    /// <param name="aside">Values that could not be carried in a first attempt, and are set aside.</param>
    private PreparedStep Prepare(
        World from, ImmutableSortedDictionary<string, FileText> files, IEnumerable<Definition> kept, ImmutableDictionary<string, string> types,
        ParsedInput? typed, bool force, IReadOnlyList<ValueTrouble> aside, Leaving leaving)
    {
        Prepared++;
        List<string> without = [.. aside.SelectMany(t => t.Variables).Select(v => v.Name).Concat(leaving.Variables).Distinct()];
        var (change, usings, errors) = ChangeTo(files, kept, from.Graph);
        change = change with { Removed = [.. change.Removed.Union(leaving.Code)] };
        if (errors.Length > 0)
        {
            return PreparedStep.Refused([.. errors.Select(e => InTyped(e, typed, change.Set))]) with { IsForCode = files.Values.All(f => f.Unreadable is null) };
        }

        var (resolved, troubles) = references.Of(files.Values, typed);
        if (troubles.Length > 0)
        {
            return PreparedStep.Refused(troubles);
        }

        ImmutableArray<string> allUsings = [.. StandardUsings.All, .. usings.Except(StandardUsings.All)];
        var assemblies = ReferenceTypes.Between(from.References, resolved);
        var moves = TypeMoves.Between(from.Graph, change, assemblies);
        var nested = TypeMoves.Nested(from.Graph, change, moves);
        var staying = types.RemoveRange(without);
        var newTypes = staying.ToImmutableDictionary(t => t.Key, t => VariableTypes.Follow(VariableTypes.Follow(t.Value, moves), nested));
        var open = VariableTypes.OpenIn(from.Graph, change, assemblies, moves, nested, staying);
        var result = step.Take(from, change, newTypes.Undecided(open), allUsings, references: resolved);
        var changed = ChangedKeys(from, result);
        if (open.Count > 0)
        {
            newTypes = newTypes.Decided(open, from, assemblies, carrying.TypesIn(from, result.World, changed, moves));
            result = step.Take(from, change, newTypes, allUsings, references: resolved);
        }

        var own = changed.Select(key => result.World.Graph.GroupOf.GetValueOrDefault(key)).OfType<DefinitionGroup>().Distinct().Where(g => result.World.Broken.ContainsKey(g.UnitName)).ToList();
        if (own.Count > 0)
        {
            return PreparedStep.Refused([.. own.SelectMany(g => result.World.Broken[g.UnitName]).Select(e => InTyped(e, typed, change.Set))]) with { IsForCode = true };
        }

        var clashes = NameClashes(changed, result.World, typed).ToImmutableArray();
        var broken = result.NewlyBroken;
        if (clashes.Length > 0)
        {
            return PreparedStep.Refused(clashes);
        }

        if (ChangesUnits(from, result) && variables.WaitForForms() is [_, ..] unkept)
        {
            return PreparedStep.Refused(Unkept(unkept, typed));
        }

        if (!force && Impurities(from, result.World, changed) is [_, ..] impure)
        {
            return PreparedStep.Refused([.. impure.Select(e => InTyped(e, typed, change.Set))], mayForce: true);
        }

        var running = gate.Close(
            [.. carrying.Concerned(from, result.World, changed, without).Concat(variables.LeftBehind(from, result.World)).Distinct()], force);
        if (running.Count > 0)
        {
            return PreparedStep.Refused([Whole(typed, "STET0120", StillRunning(running, force))], mayForce: !force);
        }

        var carried = carrying.Try(from, result.World, changed, moves, without);
        if (broken.Count + carried.Troubles.Count > 0 && !force)
        {
            return PreparedStep.Refused([.. BrokenDependents(result.World, broken, typed is not null), .. Uncarried(carried, typed, result.World)], mayForce: true) with { IsForCode = carried.Troubles.Count == 0 };
        }

        if (carried.Troubles.Count > 0)
        {
            return Prepare(from, files, kept, types, typed, force, [.. aside, .. carried.Troubles], leaving);
        }

        var bindings = Bindings(from, result.World, change).Concat(SetAside.Changes(aside, from)).Concat(Gone(carried));
        IEnumerable<Note> stranded = aside.Count == 0 ? [] : [SetAside.Note(aside)];
        return new(result, files, [.. bindings], [.. Notes(result), .. force ? ImpurityNotes(result.World, changed) : [], .. carried.Notes, .. stranded], [], false) { Carried = carried, Stranded = without };
    }

    /// <summary>A step in which things get other names and nothing else changes.</summary>
    /// <param name="types">Name and C# type of the variables afterwards.</param>
    /// <param name="renamed">The names by which stored values know what was renamed.</param>
    /// <param name="moving">The variable that has another name; null where it is something else.</param>
    public PreparedStep Rename(
        World from, ImmutableSortedDictionary<string, FileText> files, IEnumerable<Definition> kept, ImmutableDictionary<string, string> types, IReadOnlyList<RenamedName> renamed, Variable? moving)
    {
        var (definitions, usings, errors) = FileDefinitions.Combine(files.Values);
        if (errors.Length > 0)
        {
            return PreparedStep.Refused(errors);
        }

        var change = DefinitionChange.Between(from.Graph, [.. definitions, .. kept]);
        var result = step.Take(from, change, types, [.. StandardUsings.All, .. usings.Except(StandardUsings.All)]);
        if (result.NewlyBroken.Count > 0)
        {
            return PreparedStep.Refused([.. result.NewlyBroken.SelectMany(unit => result.World.Broken[unit])]);
        }

        if (variables.WaitForForms() is [_, ..] unkept)
        {
            return PreparedStep.Refused(Unkept(unkept, null));
        }

        var changed = result.Changed.ToHashSet();
        IEnumerable<Variable> itself = moving is null ? [] : [moving];
        var running = gate.Close([.. carrying.Concerned(from, result.World, changed, []).Concat(variables.LeftBehind(from, result.World)).Concat(itself).Distinct()], force: false);
        if (running.Count > 0)
        {
            return PreparedStep.Refused([Whole(null, "STET0120", $"{string.Join(", ", running)} still runs in the background and could change values that are to follow. Nothing was changed; try again when it has ended.")]);
        }

        var carried = carrying.Try(from, result.World, changed, ImmutableDictionary<string, string>.Empty, [], renamed);
        return carried.Troubles.Count > 0 ? PreparedStep.Refused([.. Uncarried(carried, null, result.World)])
            : new(result, files, [.. Bindings(from, result.World, change), .. Gone(carried)], Notes(result), [], false) { Carried = carried };
    }

    /// <summary>Static places that are no more, or under another name.</summary>
    private static IEnumerable<BindingChange> Gone(Carried carried) => carried.Gone.Select(name => new BindingChange(BindingKind.Variable, name, null, null));

    /// <summary>A step back to definitions and variables that were together before: nothing of today's values stands against it.</summary>
    public PreparedStep Travel(
        World from, ImmutableSortedDictionary<string, FileText> files, IEnumerable<Definition> kept, ImmutableDictionary<string, string> types)
    {
        var (definitions, usings, errors) = FileDefinitions.Combine(files.Values);
        if (errors.Length > 0)
        {
            return PreparedStep.Refused(errors);
        }

        var (resolved, troubles) = references.Of(files.Values, null);
        if (troubles.Length > 0)
        {
            return PreparedStep.Refused(troubles);
        }

        var change = DefinitionChange.Between(from.Graph, [.. definitions, .. kept]);
        var result = step.Take(from, change, types, [.. StandardUsings.All, .. usings.Except(StandardUsings.All)], references: resolved);
        return new(result, files, Bindings(from, result.World, change), Notes(result), [], false);
    }

    /// <summary>What differs from the definitions of the graph, from the files that differ where that suffices.</summary>
    private (DefinitionChange Change, IEnumerable<string> Usings, ImmutableArray<Diagnostic> Errors) ChangeTo(
        ImmutableSortedDictionary<string, FileText> files, IEnumerable<Definition> kept, DefinitionGraph from)
    {
        if (FileDefinitions.Between(from, current(), files) is { } change)
        {
            var fileless = kept.Where(d => !ReferenceEquals(from.Definitions.GetValueOrDefault(d.Key), d));
            return (change with { Set = [.. change.Set, .. fileless] }, files.Values.SelectMany(f => f.Parsed.Usings).Distinct(), []);
        }

        var (definitions, usings, errors) = FileDefinitions.Combine(files.Values);
        return errors.Length > 0 ? (new(definitions, []), usings, errors) : (DefinitionChange.Between(from, [.. definitions, .. kept]), usings, errors);
    }

    /// <summary>Whether something is other than it was before, of which values may contain types or code.</summary>
    private static bool ChangesUnits(World from, StepResult result) =>
        from.References != result.World.References || result.Changed.Any(from.Graph.Definitions.ContainsKey) || result.Compiled.Any(from.Units.ContainsKey);

    private static HashSet<string> ChangedKeys(World from, StepResult result) =>
        [.. result.Changed.Where(key => (from.Graph.Definitions.GetValueOrDefault(key) ?? result.World.Graph.Definitions[key]).Kind != DefinitionKind.Submission)];

    private IEnumerable<Diagnostic> NameClashes(HashSet<string> changed, World world, ParsedInput? typed) =>
        changed.Where(k => world.Graph.Definitions.ContainsKey(k) && variables.Find(k) is not null)
            .Select(k => Whole(typed, "STET0101", $"{k} is a variable. A name means one thing in the whole workspace: 'drop {k}' first, or choose another name."));

    private static string StillRunning(IReadOnlyList<string> runs, bool force) =>
        $"{string.Join(", ", runs)} still runs in the background and could change values that are to follow. Nothing was changed; "
        + (force ? "it was asked to stop and did not reach a point where it can." : "try again when it has ended, or 'force' interrupts it.");

    /// <summary>The values that cannot come with, with their paths.</summary>
    private static IEnumerable<Diagnostic> Uncarried(Carried carried, ParsedInput? typed, World to) => typed is null
        ? carried.Troubles.Select(t => InFiles(t, to) with { Message = $"This value cannot be carried: {t.Text}" })
        : carried.Troubles.Select(t => Whole(typed, "STET0102", $"This value cannot be carried: {t.Text}. Nothing was changed; 'force' sets these values aside as plain data."));

    /// <summary>The definition of a type that is in the value; where it has none of the workspace's, the project that its types are of.</summary>
    private static Diagnostic InFiles(ValueTrouble trouble, World to)
    {
        var units = trouble.Variables.SelectMany(v => v.Stored?.Units ?? []).ToHashSet();
        List<SourceHome> homes = [.. units.SelectMany(u => to.Graph.MembersOf(u)).Where(d => d.Kind == DefinitionKind.Type).Select(d => d.Parts[0].Home)];
        var project = to.References.Declared.FirstOrDefault(r => r.Kind == ReferenceKind.Project)?.Name ?? "the workspace's files";
        var home = homes is [var first, ..] ? first : new SourceHome(project, 1);
        return new(Severity.Error, "STET0102", "", home.File, home.Line, 1, home.Line, 2, "");
    }

    private static ImmutableArray<Diagnostic> Unkept(IReadOnlyList<Variable> unkept, ParsedInput? typed) =>
        [.. unkept.Select(v => Whole(typed, "STET0102", $"{v.Name} could not follow the change: its newest value is not kept ({v.Trouble}). Nothing was changed; try again when there is space."))];

    private static IEnumerable<Diagnostic> BrokenDependents(World world, IReadOnlyList<string> broken, bool isTyped)
    {
        var hint = isTyped ? " Nothing was changed; 'force' accepts it." : "";
        return broken.SelectMany(unit => BrokenUses(world, unit) is [_, ..] uses
            ? [world.Broken[unit][0] with { Code = "STET0100", Message = $"{ShortName(unit)} would be broken too: it uses {string.Join(", ", uses)}.{hint}" }]
            : world.Broken[unit].Select(e => e with { Code = "STET0100", Message = $"{ShortName(unit)} would no longer compile: {e.Message} ({e.Code}).{hint}" }));
    }

    /// <summary>The broken definitions that a broken unit names: the reason why it is broken, more than what the compiler makes of their absence.</summary>
    private static IReadOnlyList<string> BrokenUses(World world, string unit)
    {
        var used = world.Graph.MembersOf(unit).SelectMany(m => world.Graph.DependenciesOf(m.Names)).Select(key => world.Graph.GroupOf[key].UnitName);
        return [.. used.Where(name => name != unit && world.Broken.ContainsKey(name)).Distinct().Select(ShortName)];
    }

    private static string ShortName(string unit) => ShownName.Of(unit);

    /// <summary>A definition that has only moved within its file is not written again: lines are read from the files.</summary>
    private static IReadOnlyList<BindingChange> Bindings(World from, World to, DefinitionChange change)
    {
        var changed = change.Set.Where(d => from.Graph.Definitions.GetValueOrDefault(d.Key) is not { } was || was.Text != d.Text || !was.Parts.Select(p => p.Home.File).SequenceEqual(d.Parts.Select(p => p.Home.File)));
        var set = changed.Select(d => new BindingChange(BindingKind.Definition, d.Key, DefinitionPayload.Of(d), null));
        var gone = change.Removed.Select(key => new BindingChange(BindingKind.Definition, key, null, null));
        var added = to.Usings.Except(from.Usings).Except(StandardUsings.All).Select(u => new BindingChange(BindingKind.Using, u, "{}", null));
        var removed = from.Usings.Except(to.Usings).Except(StandardUsings.All).Select(u => new BindingChange(BindingKind.Using, u, null, null));
        return [.. set, .. gone, .. added, .. removed, .. ReferencePayload.Changes(from.References, to.References)];
    }

    private static IReadOnlyList<Note> Notes(StepResult result)
    {
        var notes = new List<Note>();
        foreach (var unit in result.NewlyBroken)
        {
            var reason = BrokenUses(result.World, unit) is [_, ..] uses
                ? $"it uses {string.Join(", ", uses)}"
                : string.Join("; ", result.World.Broken[unit].Select(e => $"{e.Source}:{e.Line}: {e.Message}"));
            notes.Add(new(NoteKind.Broken, $"{ShortName(unit)} is broken until mended: {reason}", [ShortName(unit)]));
        }

        if (result.Healed.Count > 0)
        {
            var names = result.Healed.Select(ShortName).Order(StringComparer.Ordinal).ToList();
            notes.Add(new(NoteKind.Healed, $"{string.Join(", ", names)} compile{(names.Count == 1 ? "s" : "")} again", names));
        }

        return notes;
    }

    /// <summary>An error in a file that was about to be written, told in the places of the input it was to be written from.</summary>
    private static Diagnostic InTyped(Diagnostic error, ParsedInput? typed, ImmutableArray<Definition> definitions)
    {
        if (typed is null)
        {
            return error;
        }

        foreach (var definition in typed.Definitions)
        {
            var written = definitions.FirstOrDefault(d => d.Key == definition.Key)?.Parts ?? [];
            for (var i = 0; i < Math.Min(written.Length, definition.Parts.Length); i++)
            {
                var offset = error.Line - written[i].Home.Line;
                if (error.Source == written[i].Home.File && offset >= 0 && offset <= written[i].Text.Count(c => c == '\n'))
                {
                    return InTyped(error, typed, written[i].Home, definition.Parts[i].Home);
                }
            }
        }

        return error;
    }

    private static Diagnostic InTyped(Diagnostic error, ParsedInput typed, SourceHome written, SourceHome home)
    {
        var line = home.Line + error.Line - written.Line;
        var shift = home.Column - written.Column;
        return error with
        {
            Source = home.File,
            Line = line,
            Column = error.Column + (error.Line == written.Line ? shift : 0),
            EndLine = line + error.EndLine - error.Line,
            EndColumn = error.EndColumn + (error.EndLine == written.Line ? shift : 0),
            LineText = typed.Code.Split('\n').ElementAtOrDefault(line - 1) ?? error.LineText,
        };
    }

    private static Diagnostic Whole(ParsedInput? typed, string code, string message)
    {
        var line = (typed?.Code ?? "").Split('\n')[0];
        var home = typed?.Definitions.FirstOrDefault()?.Parts[0].Home ?? new("", 1);
        return new(Severity.Error, code, message, home.File, home.Line, 1, home.Line, line.Length + 1, line);
    }
}

/// <summary>What goes with a step beside definitions of files.</summary>
/// <param name="Variables">Their values need not come with.</param>
/// <param name="Code">Keys of kept submissions.</param>
internal sealed record Leaving(IReadOnlyCollection<string> Variables, IReadOnlyCollection<string> Code)
{
    public static Leaving Nothing { get; } = new([], []);
}
