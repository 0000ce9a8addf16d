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

    /// <summary>The program with a submission more; what it defines takes the place of the definitions of the same names.</summary>
    public (CSharpCompilation Compilation, IReadOnlyList<ProgramTree> Trees) With(ParsedInput input, UserText user)
    {
        var more = new List<ProgramTree>();
        var (declarations, _) = InputParser.DeclarationsIn(input.Code);
        var own = input.Definitions.ToDictionary(d => d.Key);
        foreach (var (node, space) in declarations.Where(d => own.ContainsKey(DefinitionReader.KeyOf(d.Node, d.Namespace))))
        {
            var definition = own[DefinitionReader.KeyOf(node, space)];
            var source = Declaration(node, space, user, DefinitionReader.WithComments(node), "", definition, [.. Named(definition.Names), .. input.Definitions]);
            more.Add(new(Parsed(source), source, [user], false));
        }

        if (input.HasStatements)
        {
            var opening = Opening("Recalled", StaticUsings.For([.. Named(input.StatementNames), .. input.Definitions]));
            var source = SubmissionText.Compose(input, user, opening, Graph, text.Variables.ContainsKey);
            more.Add(new(Parsed(source), source, [user], true));
        }

        var replaced = trees.Where(t => t.Key is { } key && own.ContainsKey(key)).Select(t => t.Tree);
        return (Compilation.RemoveSyntaxTrees(replaced).AddSyntaxTrees(more.Select(t => t.Tree)), more);
    }

    private IEnumerable<Definition> Named(NameUse names) => Graph.DependenciesOf(names).Order(StringComparer.Ordinal).Select(k => Graph.Definitions[k]);

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
            Add(user, Declaration(node, space, user, DefinitionReader.WithComments(node), fileUsings), DefinitionReader.KeyOf(node, space));
        }
    }

    private void AddFileless(Definition definition)
    {
        var part = definition.Parts[0];
        if (definition.Kind == DefinitionKind.Submission)
        {
            var input = InputParser.Submission(part.Text, part.Home.File);
            var user = new UserText(input.Code, definition.Key, 1, definition.Key);
            Add(user, SubmissionText.Compose(input, user, Opening(definition.Key, StaticUsings.For(Seen(definition.Key))), Graph, text.Variables.ContainsKey), isSubmission: true);
            return;
        }

        foreach (var other in definition.Parts)
        {
            var user = new UserText(other.Text, definition.Key, 1, definition.Key);
            var (declarations, _) = InputParser.DeclarationsIn(other.Text);
            Add(user, Declaration(declarations[0].Node, other.Namespace, user, new(0, other.Text.Length), other.FileUsings), definition.Key);
        }
    }

    private static string Opening(string name, string usings) =>
        $"namespace __stet {{ {usings}using static global::__stet.{VariableStubs.StubClass}; public static class {name} {{";

    private ComposedSource Declaration(MemberDeclarationSyntax node, string space, UserText user, TextSpan span, string fileUsings)
    {
        var key = DefinitionReader.KeyOf(node, space);
        return Declaration(node, space, user, span, fileUsings, Graph.Definitions[key], Seen(key));
    }

    private ComposedSource Declaration(
        MemberDeclarationSyntax node, string space, UserText user, TextSpan span, string fileUsings, Definition definition, ImmutableArray<Definition> seen)
    {
        var edits = new SourceEdits();
        var formula = FormulaSyntax.Of(node);
        var isFunction = node is MethodDeclarationSyntax || formula is not null;
        if (formula is not null)
        {
            FormulaText.Add(formula, node, text.Formulas.GetValueOrDefault(formula.Name.ValueText), edits);
        }
        else
        {
            ModifierEdits.Add(node, edits);
        }

        AnonymousEdits.Add([node], edits);
        if (!isFunction && space.Length == 0)
        {
            OwnFunctionsFirst.Add(node, seen, edits);
        }

        var inside = isFunction ? "__stet" : space;
        var source = new ComposedSource().AddLine(fileUsings);
        source.AddLine(inside.Length > 0 ? $"namespace {inside} {{" : "");
        source.AddLine(StaticUsings.For(seen) + $"using static global::__stet.{VariableStubs.StubClass};");
        source.AddLine(isFunction ? $"public static partial class {StaticUsings.HolderOf(definition)} {{" : "");
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
        AddTypes(all, users, text.Variables, ProgramTree.VariableSource, "");
        all.AddLine("} internal static class __FormulaTypes {");
        AddTypes(all, users, text.Formulas, ProgramTree.FormulaSource, "__");
        trees.Add(new(Parsed(all.AddLine("}}")), all, users, false));
    }

    private static void AddTypes(ComposedSource all, List<UserText> users, ImmutableDictionary<string, string> types, string source, string prefix)
    {
        foreach (var (name, type) in types.OrderBy(v => v.Key, StringComparer.Ordinal))
        {
            var user = new UserText(type, source + name, 1, "type");
            all.AddLine("internal static").AddUser(user, new(0, type.Length), new()).AddLine($" @{prefix}{name};");
            users.Add(user);
        }
    }

    private void Add(UserText user, ComposedSource source, string? key = null, bool isSubmission = false) => trees.Add(new(Parsed(source), source, [user], isSubmission) { Key = key });

    private static SyntaxTree Parsed(ComposedSource source) =>
        CSharpSyntaxTree.ParseText(source.ToString(), Compiler.ParseOptions.WithDocumentationMode(DocumentationMode.Diagnose), encoding: System.Text.Encoding.UTF8);
}

/// <summary>One tree of the program and the texts of the user's in it.</summary>
internal sealed record ProgramTree(SyntaxTree Tree, ComposedSource Source, IReadOnlyList<UserText> Users, bool IsSubmission)
{
    /// <summary>Of the definition that is declared in it; null where none is.</summary>
    public string? Key { get; init; }

    public const string VariableSource = "variable ";
    public const string FormulaSource = "formula ";

    public bool Contains(string name) => Users.Any(u => u.Content.Contains(name, StringComparison.Ordinal));

    /// <summary>Where something stands in a text of the user's; null where it was written by Stet.</summary>
    public (UserText User, TextSpan Span)? Origin(TextSpan span) =>
        Source.Origin(span) is { } origin && Source.PositionOf(origin.User, origin.Span.Start) == span.Start && origin.Span.Length == span.Length ? origin : null;
}
