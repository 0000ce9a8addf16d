using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Worlds;

namespace Stet.Sessions.Submitting;

/// <summary>
/// Variables that a submission declares and its own definitions name, in whichever order. Their types are found by compiling the statements
/// against the definitions without bodies; then the definitions can be compiled before anything runs.
/// </summary>
internal static class PastedVariables
{
    public static ImmutableDictionary<string, string> TypesOf(Engine engine, ParsedInput input, ReferenceSet references)
    {
        var wanted = input.DeclaredNames.Where(n => engine.Variables.Find(n) is null && input.Definitions.Any(d => d.Names.Mentions.Contains(n))).ToHashSet();
        return wanted.Count == 0 ? ImmutableDictionary<string, string>.Empty
            : SubmissionCompiler.Declarations(StatementCompiler.Request(engine, WithStubs(engine, input, references), input, 0, default))
                .Where(d => wanted.Contains(d.Name)).ToImmutableDictionary(d => d.Name, d => d.Type);
    }

    private static World WithStubs(Engine engine, ParsedInput input, ReferenceSet references)
    {
        var change = new DefinitionChange([.. input.Definitions.Select(ContractStub.Of), .. input.AnonymousTypes], []);
        ImmutableArray<string> usings = [.. engine.World.Usings.Union(input.Usings)];
        return new WorldStep(new UnitCompiler(), engine.Units).Take(engine.World, change, engine.Variables.Types, usings, references: references).World;
    }
}
