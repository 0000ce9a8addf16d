using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using Stet.Language.Text;
using Stet.Worlds;
using Severity = Stet.Model.Severity;

namespace Stet.Language.Parsing;

/// <summary>Takes a submission or a definition file apart into usings, definitions and statements.</summary>
public static class InputParser
{
    internal static readonly CSharpParseOptions ScriptOptions = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>Parses what a session sent. Sequence points and diagnostics call it <paramref name="source"/>, such as <c>In[7]</c>.</summary>
    /// <param name="isProgram">Whether a word is a program rather than a name of C#: decides <c>x = !word</c>, which can be both.</param>
    public static ParsedInput Submission(string code, string source, Func<string, bool>? isProgram = null) => Parse(code, source, isFile: false, isProgram);

    /// <summary>Parses a definition file: statements in it are errors.</summary>
    /// <param name="path">Relative to the workspace.</param>
    public static ParsedInput File(string code, string path) => Parse(code, path, isFile: true, null);

    private static ParsedInput Parse(string code, string source, bool isFile, Func<string, bool>? isProgram)
    {
        var (rest, references, misread) = ReferenceLines.Read(code, source);
        var shell = isFile ? new(rest) : ShellLines.Read(rest, isProgram);
        var text = shell.Shells.Count > 0 ? new UserText(shell.Content, source, 1, source) { Written = shell }
            : new UserText(isFile ? rest : CommandReader.WithParentheses(rest), source, 1, source);
        var tree = TreeOf(text.Content);
        var root = (CompilationUnitSyntax)tree.GetRoot();
        var input = new ParsedInput(text);
        var sorting = new MemberSorting(text, isFile);
        sorting.Add(root.Members, "");
        List<Model.Diagnostic> later = [.. MisplacedReferences.In(text, root)];
        var errors = later.Count > 0 ? later : [.. SyntaxErrors(tree, text, isFile), .. sorting.Errors];
        var usings = root.Usings.Select(WorkspaceUsing).ToImmutableArray();
        input.FileUsings = isFile ? FileUsing.Of(root.Usings.Where(u => !IsGlobal(u))) : [];
        input.References = references;
        input.Written = code;
        input.EndsInShell = shell.Shells is [.., var last] && code[last.End..].Trim().Length == 0;
        input.HasShell = shell.Shells.Count > 0;
        input.PlainShell = references.IsEmpty ? PlainShellOf(shell) : null;
        input.Usings = isFile ? [.. root.Usings.Where(IsGlobal).Select(WorkspaceUsing)] : usings;
        input.Definitions = DefinitionReader.Read(sorting.Definitions, text, input.FileUsings);
        input.Take([.. sorting.Statements]);
        input.AnonymousTypes = [.. AnonymousShapes.In(root).Select(s => s.Names).DistinctBy(n => string.Join(',', n)).SelectMany(Compiling.AnonymousTypes.DefinitionsOf)];
        input.Command = CommandReader.Read(sorting.Statements, sorting.Definitions.Count);
        input.Errors = [.. misread, .. errors, .. sorting.Statements.SelectMany(s => Compiling.Memos.MemoCheck.InStatement(text, s.Node))];
        return input;
    }

    private static string? PlainShellOf(WrittenText shell) =>
        shell.Shells is [{ IsPlainLine: true } only] && shell.Written[..only.Start].Trim().Length + shell.Written[only.End..].Trim().Length == 0
            ? shell.Written[only.Start..only.End].TrimStart()[1..].Replace("@@(", "@(") : null;

    /// <summary>
    /// The text as C# script; where that is an error, as the statements of a program: scripts know no <c>using var</c>, no ref locals,
    /// and take <c>p with { ... }</c> for a property.
    /// </summary>
    internal static SyntaxTree TreeOf(string code)
    {
        var script = CSharpSyntaxTree.ParseText(code, ScriptOptions);
        if (!ErrorsIn(script).Any())
        {
            return script;
        }

        var program = CSharpSyntaxTree.ParseText(code, Compiling.Compiler.ParseOptions);
        var isBetter = !ErrorsIn(program).Any()
            && ((CompilationUnitSyntax)program.GetRoot()).Members.All(m => m is not GlobalStatementSyntax { Statement: LocalFunctionStatementSyntax });
        return isBetter ? program : script;
    }

    /// <summary>What is wrong with the syntax, the relaxations of the language applied: namespaces are allowed, the last semicolon may be missing.</summary>
    internal static IEnumerable<Diagnostic> ErrorsIn(SyntaxTree tree)
    {
        var root = (CompilationUnitSyntax)tree.GetRoot();
        return tree.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS7021" && !IsLastSemicolon(d, root));
    }

    /// <summary>A file is written for other tools too: there the last semicolon must stand.</summary>
    private static IEnumerable<Model.Diagnostic> SyntaxErrors(SyntaxTree tree, UserText text, bool isFile) =>
        (isFile ? tree.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS7021") : ErrorsIn(tree))
            .Select(d => text.At(d.Location.SourceSpan, Severity.Error, d.Id, d.GetMessage(null)));

    /// <summary>The last semicolon may be left out, after a declaration too.</summary>
    private static bool IsLastSemicolon(Diagnostic error, CompilationUnitSyntax root) =>
        error.Id == "CS1002" && root.Members.LastOrDefault() is { } last && Compiling.StatementEnds.MissingSemicolon(last) == error.Location.SourceSpan.Start;

    private static bool IsGlobal(UsingDirectiveSyntax directive) => directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword);

    /// <summary>The declarations and using directives of a definition file, as syntax.</summary>
    internal static (IReadOnlyList<(MemberDeclarationSyntax Node, string Namespace)> Declarations, IReadOnlyList<UsingDirectiveSyntax> Usings) DeclarationsIn(string code)
    {
        var root = (CompilationUnitSyntax)TreeOf(code).GetRoot();
        var sorting = new MemberSorting(new(code, "", 1, ""), isFile: true);
        sorting.Add(root.Members, "");
        return (sorting.Definitions, root.Usings);
    }

    private static string WorkspaceUsing(UsingDirectiveSyntax directive)
    {
        var prefix = directive.StaticKeyword.IsKind(SyntaxKind.StaticKeyword) ? "static " : "";
        var alias = directive.Alias is { } a ? $"{a.Name} = " : "";
        return prefix + alias + directive.NamespaceOrType;
    }

    private sealed class MemberSorting(UserText text, bool isFile)
    {
        private readonly HashSet<string> formulas = [];

        public List<(MemberDeclarationSyntax Node, string Namespace)> Definitions { get; } = [];

        public List<InputStatement> Statements { get; } = [];

        public List<Model.Diagnostic> Errors { get; } = [];

        public void Add(IEnumerable<MemberDeclarationSyntax> members, string space)
        {
            foreach (var member in members)
            {
                Add(member, space);
            }
        }

        private void Add(MemberDeclarationSyntax member, string space)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax inner:
                    Add(inner.Members, space.Length == 0 ? inner.Name.ToString() : $"{space}.{inner.Name}");
                    break;
                case BaseTypeDeclarationSyntax or DelegateDeclarationSyntax or MethodDeclarationSyntax:
                    Definitions.Add((member, space));
                    break;
                case PropertyDeclarationSyntax or GlobalStatementSyntax when FormulaSyntax.Of(member) is not null:
                    AddFormula(member, space);
                    break;
                case PropertyDeclarationSyntax:
                    Errors.Add(text.At(member.Span, Severity.Error, "STET0002", "At the top level a property is a formula: int x => expression; what has accessors or is assigned is a variable."));
                    break;
                case FieldDeclarationSyntax or GlobalStatementSyntax when !isFile:
                    Statements.Add(new(member, member.FullSpan, Statements.Count));
                    break;
                case IncompleteMemberSyntax:
                    break;
                default:
                    Errors.Add(text.At(member.Span, Severity.Error, "STET0001",
                        isFile ? "A definition file holds definitions only (functions, types, usings). Type statements at the prompt." : "This cannot stand at the top level."));
                    break;
            }
        }

        /// <summary>A formula stands beside variables, which have no namespaces; its name is one thing, so it has one text.</summary>
        private void AddFormula(MemberDeclarationSyntax member, string space)
        {
            if (space.Length > 0)
            {
                Errors.Add(text.At(member.Span, Severity.Error, "STET0002", "A formula cannot stand in a namespace: like a variable it belongs to the workspace."));
            }
            else if (!formulas.Add(FormulaSyntax.Of(member)!.Name.ValueText))
            {
                Errors.Add(text.At(member.Span, Severity.Error, "STET0003", $"{FormulaSyntax.Of(member)!.Name.ValueText} is defined twice. A name means one thing in the whole workspace."));
            }
            else
            {
                Definitions.Add((member, space));
            }
        }
    }
}
