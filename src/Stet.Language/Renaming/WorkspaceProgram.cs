using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Renaming;

/// <summary>
/// The whole workspace as one program, so that one question can be asked of all of it: what does this name mean? Every declaration sees exactly what it
/// sees when its unit is compiled. Nothing is emitted, and code is bound only where it is asked about.
/// </summary>
internal sealed class WorkspaceProgram
{
    private readonly List<ProgramTree> trees = [];
    private readonly WorkspaceText text;

    public WorkspaceProgram(WorkspaceText text)
    {
        this.text = text;
        Graph = DefinitionGraph.Of(DefinitionsOf(text), text.Variables);
        foreach (var file in text.Files)
        {
            AddFile(file);
        }

        foreach (var definition in text.Fileless)
        {
            AddFileless(definition);
        }

        AddVariables();
        Compilation = Compiler.Create("workspace", trees.Select(t => t.Tree), [.. text.Usings.Except(text.Files.SelectMany(f => f.Usings))], text.Assemblies, wholeFramework: true, []);
    }

    public DefinitionGraph Graph { get; }

    public CSharpCompilation Compilation { get; }

    public IReadOnlyList<ProgramTree> Trees => trees;

    /// <summary>The field that stands for a variable of the workspace.</summary>
    public IFieldSymbol? Variable(string name) =>
        Compilation.GetTypeByMetadataName($"__stet.{VariableStubs.StubClass}")?.GetMembers(name).OfType<IFieldSymbol>().FirstOrDefault();

    /// <summary>The class that holds a function's overloads.</summary>
    public INamedTypeSymbol? Holder(string function) => Compilation.GetTypeByMetadataName($"__stet.F_{function}");

    public INamedTypeSymbol? Type(string key) => Compilation.GetTypeByMetadataName(key);

    public SemanticModel Model(ProgramTree tree) => Compilation.GetSemanticModel(tree.Tree);

    private static IEnumerable<Definition> DefinitionsOf(WorkspaceText text) =>
        text.Files.SelectMany(f => f.Definitions).Concat(text.Fileless).GroupBy(d => d.Key)
            .Select(g => g.ToList() is [var only] ? only : StoredDefinition.Read(g.Key, g.First().Kind, [.. g.SelectMany(d => d.Parts)]));

    private void AddFile(ParsedInput file)
    {
        var user = new UserText(file.Code, file.Name, 1, file.Name);
        var (declarations, usings) = InputParser.DeclarationsIn(file.Code);
        var fileUsings = string.Concat(usings.Where(u => !u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)).Select(u => u + " "));
        var directives = new ComposedSource();
        foreach (var directive in usings.OrderBy(u => u.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword) ? 0 : 1))
        {
            directives.AddUser(user, directive.Span, new());
        }

        Add(user, directives);
        foreach (var (node, space) in declarations)
        {
            Add(user, Declaration(node, space, user, DefinitionReader.WithComments(node), fileUsings));
        }
    }

    private void AddFileless(Definition definition)
    {
        var part = definition.Parts[0];
        if (definition.Kind == DefinitionKind.Submission)
        {
            var input = InputParser.Submission(part.Text, part.Home.File);
            var user = new UserText(input.Code, definition.Key, 1, definition.Key);
            Add(user, SubmissionText.Compose(input, user, Opening(definition), Graph, text.Variables.ContainsKey), isSubmission: true);
            return;
        }

        foreach (var other in definition.Parts)
        {
            var user = new UserText(other.Text, definition.Key, 1, definition.Key);
            var (declarations, _) = InputParser.DeclarationsIn(other.Text);
            Add(user, Declaration(declarations[0].Node, other.Namespace, user, new(0, other.Text.Length), other.FileUsings));
        }
    }

    private string Opening(Definition submission) =>
        $"namespace __stet {{ {StaticUsings.For(Seen(submission.Key))}using static global::__stet.{VariableStubs.StubClass}; public static class {submission.Key} {{";

    private ComposedSource Declaration(MemberDeclarationSyntax node, string space, UserText user, TextSpan span, string fileUsings)
    {
        var edits = new SourceEdits();
        var key = DefinitionReader.KeyOf(node, space);
        var seen = Seen(key);
        var isFunction = node is MethodDeclarationSyntax;
        ModifierEdits.Add(node, edits);
        AnonymousEdits.Add([node], edits);
        if (!isFunction && space.Length == 0)
        {
            OwnFunctionsFirst.Add(node, seen, edits);
        }

        var inside = isFunction ? "__stet" : space;
        var source = new ComposedSource().AddLine(fileUsings);
        source.AddLine(inside.Length > 0 ? $"namespace {inside} {{" : "");
        source.AddLine(StaticUsings.For(seen) + $"using static global::__stet.{VariableStubs.StubClass};");
        source.AddLine(isFunction ? $"public static partial class {StaticUsings.HolderOf(Graph.Definitions[key])} {{" : "");
        source.AddUser(user, span, edits);
        return source.AddLine(new string('}', (inside.Length > 0 ? 1 : 0) + (isFunction ? 1 : 0)));
    }

    /// <summary>The definitions whose names are in scope, as for the compiler of units.</summary>
    private ImmutableArray<Definition> Seen(string key)
    {
        var members = Graph.GroupOf[key].Members;
        return [.. members.SelectMany(m => Graph.DependenciesOf(m.Names)).Concat(members.Select(m => m.Key)).Distinct().Order(StringComparer.Ordinal).Select(k => Graph.Definitions[k])];
    }

    private void AddVariables()
    {
        var all = new ComposedSource().AddLine($"namespace __stet {{ internal static class {VariableStubs.StubClass} {{");
        var users = new List<UserText>();
        foreach (var (name, type) in text.Variables.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var user = new UserText(type, ProgramTree.VariableSource + name, 1, "variable");
            all.AddLine("internal static").AddUser(user, new(0, type.Length), new()).AddLine($" @{name};");
            users.Add(user);
        }

        trees.Add(new(Parsed(all.AddLine("}}")), all, users, false));
    }

    private void Add(UserText user, ComposedSource source, bool isSubmission = false) => trees.Add(new(Parsed(source), source, [user], isSubmission));

    private static SyntaxTree Parsed(ComposedSource source) =>
        CSharpSyntaxTree.ParseText(source.ToString(), Compiler.ParseOptions.WithDocumentationMode(DocumentationMode.Diagnose), encoding: System.Text.Encoding.UTF8);
}

/// <summary>One tree of the program and the texts of the user's in it.</summary>
internal sealed record ProgramTree(SyntaxTree Tree, ComposedSource Source, IReadOnlyList<UserText> Users, bool IsSubmission)
{
    public const string VariableSource = "variable ";

    public bool Contains(string name) => Users.Any(u => u.Content.Contains(name, StringComparison.Ordinal));

    /// <summary>Where something stands in a text of the user's; null where it was written by Stet.</summary>
    public (UserText User, TextSpan Span)? Origin(TextSpan span) =>
        Source.Origin(span) is { } origin && Source.PositionOf(origin.User, origin.Span.Start) == span.Start && origin.Span.Length == span.Length ? origin : null;
}
