using System.Collections.Immutable;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>A definition read back from its kept source.</summary>
public static class StoredDefinition
{
    public static Definition Read(string key, DefinitionKind kind, ImmutableArray<DefinitionPart> parts)
    {
        var names = kind == DefinitionKind.Submission
            ? InputParser.Submission(parts[0].Text, parts[0].Home.File).StatementNames
            : NameScan.Of(parts.SelectMany(p => ((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(p.Text, InputParser.ScriptOptions).GetRoot()).Members));
        return new(key, kind, parts, parts.Select(p => p.FileUsings).Distinct().Aggregate(names, FileUsing.NamesWith));
    }

    /// <summary>The definition that stands for a submission whose code lives on in a value.</summary>
    public static Definition OfSubmission(string key, ParsedInput input, int from, int next)
    {
        var statements = input.Statements[from..next];
        var start = statements[0].Span.Start;
        var text = input.Code[start..statements[^1].Span.End];
        var line = input.Code.AsSpan(0, start).Count('\n') + 1;
        return Read(key, DefinitionKind.Submission, [new(text, new(input.Text.Source, line), "", "")]);
    }
}
