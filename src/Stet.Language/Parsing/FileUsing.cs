using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Worlds;

namespace Stet.Language.Parsing;

/// <summary>
/// A using directive of a definition file: it counts for the definitions of that file. An alias counts for those that mention it, and what it stands for is then mentioned by them too; so is, by all of the
/// file, a type whose static members it opens.
/// </summary>
/// <param name="Alias">Null where it is none.</param>
/// <param name="Names">What a definition mentions that uses it.</param>
internal sealed record FileUsing(string Text, string? Alias, ImmutableHashSet<string> Names)
{
    public static ImmutableArray<FileUsing> Of(IEnumerable<UsingDirectiveSyntax> directives) => [.. directives.Select(Of)];

    /// <summary>The directives that count for a definition, as text, and what it mentions with them.</summary>
    public static (string Text, NameUse Names) For(NameUse names, IReadOnlyCollection<FileUsing> usings)
    {
        var text = string.Concat(usings.Where(u => u.Counts(names.Mentions) || u.Counts(names.ContractMentions)).Select(u => u.Text + " "));
        return (text, usings.Aggregate(names, With));
    }

    /// <summary>The names of a definition that is read back with the directives that count for it.</summary>
    public static NameUse NamesWith(NameUse names, string directives) =>
        directives.Length == 0 ? names : For(names, Of(((CompilationUnitSyntax)CSharpSyntaxTree.ParseText(directives, InputParser.ScriptOptions).GetRoot()).Usings)).Names;

    private static FileUsing Of(UsingDirectiveSyntax directive)
    {
        var isType = directive.Alias is not null || directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword);
        var names = directive.NamespaceOrType.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Select(n => n.Identifier.ValueText);
        return new(directive.ToString(), directive.Alias?.Name.Identifier.ValueText, isType ? [.. names] : []);
    }

    private bool Counts(ImmutableHashSet<string> mentions) => Alias is null || mentions.Contains(Alias);

    private static NameUse With(NameUse names, FileUsing use) => use.Names.IsEmpty ? names : names with
    {
        Mentions = use.Counts(names.Mentions) ? names.Mentions.Union(use.Names) : names.Mentions,
        ContractMentions = use.Counts(names.ContractMentions) ? names.ContractMentions.Union(use.Names) : names.ContractMentions,
        ContractText = use.Counts(names.ContractMentions) ? $"{names.ContractText}\n{use.Text}" : names.ContractText,
    };
}
