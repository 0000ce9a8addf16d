using System.Collections.Immutable;
using Stet.Effects;
using Stet.Effects.Code;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Sessions.Foreseeing;
using Stet.Sessions.Shells;
using Stet.Sessions.Submitting;
using Stet.Worlds;

namespace Stet.Sessions.Commands;

/// <summary>
/// <c>effects("!rm -r x")</c>, <c>effects("File.Delete(p)")</c>, <c>effects(tidy)</c>: what that may do. It is compiled, if need be, and looked at; nothing is
/// run and nothing is kept of it. The directory is that of the session whose code asks.
/// </summary>
internal static class EffectsCommand
{
    /// <param name="code">A submission's text, a shell line, or the name of a definition.</param>
    /// <exception cref="ArgumentException">It does not compile.</exception>
    public static CodeEffects Of(Engine engine, string code)
    {
        var text = code.Trim();
        if (text.StartsWith('!'))
        {
            return ShellForesight.Of(engine, text[1..], Environment.CurrentDirectory);
        }

        return engine.World.Graph.Named(text) is [var key, ..] ? OfDefinition(engine, engine.World, key) : OfSubmission(engine, InputParser.Submission(text, "effects", engine.IsProgram));
    }

    /// <summary>Of a live function.</summary>
    public static CodeEffects Of(Engine engine, Delegate function)
    {
        var world = new CodeForesight(engine, engine.World);
        var all = DelegateMethod.Of(function).Select(m => CSharpEffects.OfFunction(m, world)).ToList();
        return all.Count == 1 ? all[0] : new([.. all.SelectMany(e => e.Reasons)]);
    }

    /// <summary>Of all the code of a definition of this world.</summary>
    public static CodeEffects OfDefinition(Engine engine, World world, string key)
    {
        var group = world.Graph.GroupOf[key];
        var foresight = new CodeForesight(engine, world);
        if (foresight.Unit(group.UnitName) is not { } unit)
        {
            throw new ArgumentException($"{key} is broken; it can be looked at when it has been mended.", nameof(key));
        }

        return CSharpEffects.OfDefinition(unit, WorkspaceForesight.OwnTypes(world.Graph.Definitions[key]), foresight);
    }

    private static CodeEffects OfSubmission(Engine engine, ParsedInput input)
    {
        if (input.Command is { } command && EngineCommands.Knows(command.Name))
        {
            return new([new(EffectKinds.ChangesState, [command.Name], [])]);
        }

        Refuse(input.Errors);
        var world = WorldWith(engine, input);
        var foresight = new CodeForesight(engine, world);
        var segments = new List<UnitSummary>();
        for (var from = 0; input.HasStatements && from < input.StatementCount;)
        {
            var segment = StatementCompiler.Compile(engine, world, input, from, default);
            Refuse(segment.Errors);
            segments.Add(foresight.Add(segment.Unit!));
            from = segment.Next;
        }

        return CSharpEffects.OfSubmission(segments, foresight);
    }

    /// <summary>The world as the submission's own definitions would make it; it is not switched to.</summary>
    private static World WorldWith(Engine engine, ParsedInput input)
    {
        if (input.Definitions.Length + input.AnonymousTypes.Length + input.Usings.Length == 0)
        {
            return engine.World;
        }

        ImmutableArray<string> usings = [.. engine.World.Usings.Union(input.Usings)];
        var types = engine.Variables.Types.AddRange(PastedVariables.TypesOf(engine, input, engine.World.References));
        var result = new WorldStep(new UnitCompiler(), engine.Units).Take(engine.World, new DefinitionChange([.. input.Definitions, .. input.AnonymousTypes], []), types, usings);
        Refuse([.. result.NewlyBroken.SelectMany(unit => result.World.Broken[unit])]);
        return result.World;
    }

    private static void Refuse(ImmutableArray<Diagnostic> errors)
    {
        if (errors.FirstOrDefault(e => e.Severity == Severity.Error) is { } error)
        {
            throw new ArgumentException($"That does not compile, so that there is nothing to look at: {error.Message} ({error.Code}, line {error.Line}).", "code");
        }
    }
}
