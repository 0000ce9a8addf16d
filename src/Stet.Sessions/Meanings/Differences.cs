using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Sessions.Definitions;
using Stet.Sessions.Recipes;
using Stet.Sessions.Shells;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Meanings;

/// <summary>How strongly a difference speaks.</summary>
internal enum Weight
{
    /// <summary>Ordinary work: a value that has changed. Shown on request.</summary>
    Ordinary,

    /// <summary>The text means something else: told.</summary>
    Telling,
}

/// <summary>One thing that is not what it was, with where its old and new text is found.</summary>
/// <param name="Version">What it is now: told once as that.</param>
internal sealed record Difference(string Name, string What, Weight Weight, string Version, Func<string> Then, Func<string> Now)
{
    public MeaningChange ToChange() => new(Name, What, Then(), Now());
}

/// <summary>What the names of an entry were bound to and are bound to now, compared by content: comments change nothing.</summary>
internal sealed class Differences(Engine engine, SubmissionNumber number, Meaning then)
{
    public IReadOnlyList<Difference> All(string code, string directory)
    {
        var renamed = new RenamedSince(Renaming.Renamings.Since(engine, number));
        var names = Definitions().Where(d => !IsOnlyRenamed(d, renamed)).Select(d => ByNameOfToday(d, renamed)).Concat(Variables().Where(d => d.What != "is gone" || engine.Variables.Find(renamed.Today(d.Name)) is null))
            .Concat(NewNames(code).Where(d => !then.Names.Any(n => renamed.Today(n) == d.Name)));
        return [.. names, .. Files(code, directory)];
    }

    private Difference ByNameOfToday(Difference difference, RenamedSince renamed) =>
        difference.What == "is gone" && renamed.Today(difference.Name) is var name && engine.World.Graph.GroupOf.ContainsKey(name)
            ? difference with { Name = name, What = "was redefined", Version = VersionOf(name), Now = () => TextNow(name) } : difference;

    /// <summary>Whether all that differs about a definition is what <c>rename</c> has changed, in its own name or in those that it uses.</summary>
    private bool IsOnlyRenamed(Difference difference, RenamedSince renamed) =>
        renamed.Any && renamed.IsSame(difference.Then(), TextNow(difference.What == "is gone" ? renamed.Today(difference.Name) : difference.Name));

    private IEnumerable<Difference> Definitions()
    {
        foreach (var used in then.Used.Definitions)
        {
            if (Outdating.OfDefinition(then.Used, used, engine.World) is { } cause)
            {
                var what = cause.What == "has changed" ? "was redefined" : cause.What;
                yield return new(used.Key, what, Weight.Telling, VersionOf(used.Key), () => TextThen(used.Key), () => TextNow(used.Key));
            }
        }
    }

    private IEnumerable<Difference> Variables()
    {
        foreach (var input in then.Used.Inputs)
        {
            var was = then.Types.GetValueOrDefault(input.Name, "");
            if (engine.Variables.Find(input.Name) is not { } now)
            {
                yield return new(input.Name, "is gone", Weight.Telling, "", () => ValueThen(input), () => "");
            }
            else if (was.Length > 0 && now.Type != was)
            {
                var weight = IsNumber(was) && IsNumber(now.Type) ? Weight.Ordinary : Weight.Telling;
                yield return new(input.Name, $"is {StoredText.TypeName(now.Type)} now, was {StoredText.TypeName(was)}", weight, now.Type, () => ValueThen(input), () => ValueNow(now));
            }
            else if (engine.Contents.IsAsIn(input, now) == false)
            {
                yield return new(input.Name, "has another value", Weight.Ordinary, "", () => ValueThen(input), () => ValueNow(now));
            }
        }
    }

    /// <summary>Names that were not the workspace's own then: of the framework, or of nothing.</summary>
    private IEnumerable<Difference> NewNames(string code)
    {
        if (code.TrimStart().StartsWith('!'))
        {
            yield break;
        }

        var input = InputParser.Submission(code, "recall", engine.IsProgram);
        var own = input.DeclaredNames.Concat(input.Definitions.Select(d => d.SimpleName)).ToHashSet();
        foreach (var name in MeaningMaking.OwnNames(input, engine.World).Where(n => !then.Names.Contains(n) && !own.Contains(n)))
        {
            if (engine.World.Graph.Named(name) is [var key, ..])
            {
                yield return new(name, $"is a {EngineView.KindOf(engine.World.Graph.Definitions[key])} of the workspace now", Weight.Telling, VersionOf(key), () => "", () => TextNow(key));
            }
        }
    }

    /// <summary>In the same directory: in another one, other files are what is expected.</summary>
    private IEnumerable<Difference> Files(string code, string directory)
    {
        if (then.Patterns is not { } patterns || then.Directory != directory)
        {
            yield break;
        }

        foreach (var now in MeantPattern.In(code, directory))
        {
            if (patterns.FirstOrDefault(p => p.Pattern == now.Pattern) is { } was && was.Names != now.Names)
            {
                var weight = now.HasOutgrown(was) ? Weight.Telling : Weight.Ordinary;
                yield return new(now.Pattern, was.Count == now.Count ? $"stands for other files ({now.Count})" : $"stands for {now.Count} files, was {was.Count}", weight, now.Names, () => "", () => "");
            }
        }
    }

    /// <summary>The submission that made the definition what it is.</summary>
    private string VersionOf(string key) =>
        engine.World.Graph.GroupOf.TryGetValue(key, out var group) && engine.World.Units.TryGetValue(group.UnitName, out var unit) ? unit.Content.ToString() : "";

    private string TextNow(string key) => engine.World.Graph.Definitions.TryGetValue(key, out var definition) ? Shown(definition) : "";

    private string TextThen(string key)
    {
        if (number.Value < engine.Store.OldestState.Value)
        {
            return "(its text is not kept any more)";
        }

        // What the entry defined itself came before it ran.
        return engine.Store.Binding(BindingKind.Definition, key, number) is { Payload.Length: > 0 } binding ? Shown(DefinitionPayload.Read(key, binding.Payload)) : "";
    }

    private static string Shown(Definition definition) => string.Join('\n', definition.Parts.Select(p => p.Text.Trim()));

    private string ValueThen(RecipeInput input) =>
        engine.Store.OldestState.Value <= input.Since && engine.Store.Binding(BindingKind.Variable, input.Name, new(input.Since)) is { Payload.Length: > 0, Image: not null } binding
            ? StoredText.OneLine(engine, input.Name, StoredForm.Of(binding)) : "(its value is not kept any more)";

    private string ValueNow(Variable now) =>
        now.Slot is { } slot ? Display.ValueText.ShowShort(slot.Boxed, slot.ValueType, Display.DisplayOptions.Default with { Width = 60 }) : StoredText.Of(engine, now);

    private static bool IsNumber(string type) =>
        type.Replace("global::System.", "", StringComparison.Ordinal) is "byte" or "sbyte" or "short" or "ushort" or "int" or "uint" or "long" or "ulong" or "float" or "double" or "decimal" or "nint" or "nuint";
}
