using Stet.Display;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Commands;
using Stet.Sessions.Shells;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Toolbox;
using Stet.Worlds;

namespace Stet.Sessions.Recipes;

/// <summary>What <c>why</c> says of a name.</summary>
internal static class Explaining
{
    /// <exception cref="KeyNotFoundException">Nothing has that name.</exception>
    public static Why Explain(Engine engine, string name) =>
        engine.Variables.Find(name) is { } variable ? OfVariable(engine, variable)
            : engine.World.Graph.Named(name) is [var key, ..] ? new DefinitionExplained(engine, engine.World.Graph.Definitions[key])
            : throw new KeyNotFoundException($"Nothing is called {name}. 'who' lists variables, 'defs' definitions.");

    private static VariableExplained OfVariable(Engine engine, Variable variable) =>
        new(engine, new(variable.Name, variable.Type, ValueOf(engine, variable), variable.Since, "", Outdated(engine, variable), variable.Recipe));

    /// <summary>An input as it was: its own recipe is that of then, where that state is still kept.</summary>
    public static VariableExplained OfInput(Engine engine, RecipeInput input)
    {
        var now = engine.Variables.Find(input.Name);
        var state = engine.Outdating.OfInput(input)?.What ?? "";
        if (state.Length == 0 && now is not null)
        {
            return new(engine, new(now.Name, now.Type, ValueOf(engine, now), new(input.Since), "", Outdated(engine, now), now.Recipe));
        }

        var then = BindingOf(engine, input);
        var payload = then is null ? null : VariablePayload.Parse(then.Payload);
        return new(engine, new(
            input.Name, payload?.Type ?? now?.Type ?? "", then is null ? "" : StoredText.OneLine(engine, input.Name, StoredForm.Of(then)), new(input.Since),
            state + (now is not null ? $" to {ValueOf(engine, now)}" : ""), "", payload?.Recipe));
    }

    private static StoredBinding? BindingOf(Engine engine, RecipeInput input) =>
        engine.Store.OldestState.Value <= input.Since && engine.Store.Binding(BindingKind.Variable, input.Name, new(input.Since)) is { Payload.Length: > 0 } binding
        && binding.Image?.ToString() == input.Image ? binding : null;

    private static string Outdated(Engine engine, Variable variable) =>
        engine.Outdating.Among([variable.Name], engine.World).TryGetValue(variable.Name, out var causes) ? OutdatedCause.Describe(causes) : "";

    private static string ValueOf(Engine engine, Variable variable) =>
        variable.Slot is { } slot ? ValueText.ShowShort(slot.Boxed, slot.ValueType, DisplayOptions.Default with { Width = 60 }) : StoredText.Of(engine, variable);
}

/// <summary>What is known of a variable as it is, or as it was when it was used.</summary>
internal sealed record ExplainedValue(string Name, string Type, string Value, SubmissionNumber Since, string State, string Outdated, Recipe? Recipe);

internal sealed class VariableExplained(Engine engine, ExplainedValue value) : Why
{
    private WhyList? inputs;

    public override string Name => value.Name;

    public override string Kind => value.Type.Length > 0 ? "variable" : "gone";

    public override string Type => StoredText.TypeName(value.Type);

    public override string Value => value.Value;

    public override SubmissionNumber Since => value.Since;

    public override string State => value.State;

    public override string Outdated => value.Outdated;

    public override string Remark => value.Recipe switch
    {
        null => "how it was made is not known",
        { IsPartial: true } => "what changed it before that is not known",
        { InBackground: true } => "code that runs in the background has changed it since",
        { Refreshed: > 0 } recipe => $"refreshed by In[{recipe.Refreshed}]",
        _ => "",
    };

    public override IReadOnlyList<WhyStep> Steps => [.. (value.Recipe?.Steps ?? []).Select(Step)];

    public override WhyList Inputs => inputs ??= new([.. (value.Recipe?.Inputs ?? []).Select(i => Explaining.OfInput(engine, i))]);

    public override IReadOnlyList<WhyDefinition> Definitions => [.. (value.Recipe?.Definitions ?? []).Select(d => Definition(value.Recipe!, d))];

    private WhyStep Step(RecipeStep step)
    {
        if (engine.Store.Entry(new(step.In)) is not { } entry)
        {
            return new(new(step.In), "(not in the history any more)", "", default);
        }

        var input = InputParser.Submission(entry.Code, $"In[{step.In}]", engine.IsProgram);
        return new(entry.Number, string.Join('\n', step.Statements.Select(input.StatementText)), entry.Directory, entry.Time);
    }

    private WhyDefinition Definition(Recipe recipe, RecipeDefinition used)
    {
        var state = Outdating.OfDefinition(recipe, used, engine.World)?.What ?? "";
        return engine.World.Graph.Definitions.TryGetValue(used.Key, out var definition)
            ? new(used.Key, DefinitionExplained.KindOf(definition), state, $"{definition.Parts[0].Home.File}:{definition.Parts[0].Home.Line}") : new(used.Key, "gone", state, "");
    }
}

/// <summary>A definition is its own reason: where it is, and its text.</summary>
internal sealed class DefinitionExplained(Engine engine, Definition definition) : Why
{
    public static string KindOf(Definition definition) => definition.Kind switch
    {
        DefinitionKind.Function => "function",
        DefinitionKind.Formula => "formula",
        _ => "type",
    };

    public override string Name => WrittenNames.Of(definition);

    public override string Kind => KindOf(definition);

    public override string Type => "";

    public override string Value => "";

    public override SubmissionNumber Since => default;

    public override string State => engine.World.Broken.ContainsKey(engine.World.Graph.GroupOf[definition.Key].UnitName) ? "is broken" : "";

    public override string Outdated => "";

    /// <summary>A formula says its expression.</summary>
    public override string Remark =>
        (definition.Kind == DefinitionKind.Formula ? definition.Parts[0].Text.Trim().TrimEnd(';') + ", " : "") + $"defined in {definition.Parts[0].Home.File}:{definition.Parts[0].Home.Line}";

    public override IReadOnlyList<WhyStep> Steps => [];

    /// <summary>The variables that a formula reaches.</summary>
    public override WhyList Inputs => definition.Kind != DefinitionKind.Formula ? new([]) : new([.. Reached().Select(name => Explaining.Explain(engine, name))]);

    private IEnumerable<string> Reached() => engine.World.Reach([engine.World.Graph.GroupOf[definition.Key].UnitName])
        .SelectMany(u => engine.World.Units[u].Variables).Distinct().Where(name => engine.Variables.Find(name) is { Owner: null }).Order(StringComparer.Ordinal);

    public override IReadOnlyList<WhyDefinition> Definitions => [];
}
