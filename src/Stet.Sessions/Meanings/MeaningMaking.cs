using System.Collections.Immutable;
using Stet.Effects;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.Recipes;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Meanings;

/// <summary>
/// Notes what a submission means while it runs: what it can destroy is looked at before each segment, since afterwards it is gone; what its names were bound to
/// is in the trace that recipes are made from. Written when the outcome is kept.
/// </summary>
internal sealed class MeaningMaking(Engine engine, string text, string directory)
{
    private readonly List<EffectReason> reasons = [];
    private readonly HashSet<string> names = [];
    private ImmutableDictionary<string, string> types = ImmutableDictionary<string, string>.Empty;
    private IReadOnlyList<MeantPattern>? patterns;
    private bool isKnown;

    /// <summary>The segment is about to run.</summary>
    /// <returns>What it may do.</returns>
    public CodeEffects See(ParsedInput input, SubmissionResult segment, World world)
    {
        isKnown = true;
        patterns ??= input.HasShell ? MeantPattern.In(text, directory) : [];
        types = world.Variables.AddRange(types.Where(t => !world.Variables.ContainsKey(t.Key)));
        names.UnionWith(OwnNames(input, world));
        var effects = SegmentEffects.Of(engine, world, segment, directory);
        See(effects);
        return effects;
    }

    /// <summary>A line that is about to run.</summary>
    public void See(CodeEffects effects)
    {
        isKnown = true;
        patterns ??= MeantPattern.In(text, directory);
        reasons.AddRange(effects.Reasons);
    }

    /// <summary>Null where nothing ran. To be called when the contents of all that it used are known.</summary>
    public EntryMeaning? Make(RunTrace trace)
    {
        if (!isKnown)
        {
            return null;
        }

        var used = Used(trace);
        var effects = new CodeEffects(reasons);
        var meaning = new Meaning(
            Environment.MachineName, directory, used, used.Inputs.ToDictionary(i => i.Name, i => types.GetValueOrDefault(i.Name, "")), [.. names.Order(StringComparer.Ordinal)],
            effects.Kinds, MeantFiles.Of(effects), effects.NewFiles.Count == 0 ? null : [.. effects.NewFiles.Take(MeantFiles.Most)],
            patterns is [_, ..] ? patterns : null);
        return new(text, meaning.ToString());
    }

    /// <summary>Names in a text that are the workspace's variables or definitions.</summary>
    public static IEnumerable<string> OwnNames(ParsedInput input, World world) =>
        input.StatementNames.Mentions.Where(name => world.Variables.ContainsKey(name) || world.Graph.Named(name).Length > 0);

    /// <summary>What it made itself before it used it is no input.</summary>
    private static Recipe Used(RunTrace trace)
    {
        var (inputs, definitions, made) = (new Dictionary<string, RecipeInput>(), new Dictionary<string, RecipeDefinition>(), new HashSet<string>());
        foreach (var statement in trace.Statements)
        {
            foreach (var before in statement.Reach.Variables.Where(v => !made.Contains(v)).Select(trace.Before).OfType<ValueBefore>().Where(b => !b.IsStatic))
            {
                inputs.TryAdd(before.Name, new(before.Name, before.Content?.Image.ToString() ?? "", before.Content?.Shared ?? false, before.Since.Value, statement.In));
            }

            foreach (var used in statement.Reach.Definitions)
            {
                definitions.TryAdd(used.Key, new(used.Key, used.Content.ToString(), used.Text.ToString(), statement.In));
            }

            made.UnionWith(statement.Assigns);
        }

        return new([], [.. inputs.Values], [.. definitions.Values], UnitFormat.Version);
    }
}
