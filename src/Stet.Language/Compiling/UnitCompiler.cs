using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Stet.Language.Compiling.Formulas;
using Stet.Language.Compiling.Memos;
using Stet.Language.Parsing;
using Stet.Language.Text;
using Stet.Worlds;

namespace Stet.Language.Compiling;

/// <summary>Compiles one group of definitions into a unit.</summary>
public sealed class UnitCompiler : IUnitCompiler
{
    /// <inheritdoc />
    public UnitResult Compile(UnitRequest request)
    {
        if (request.Group.Members is [{ Kind: DefinitionKind.Submission } submission])
        {
            return SubmissionCompiler.CompileAgain(submission, request);
        }

        var result = Compile(request, wholeFramework: FrameworkReferences.IsNeededBy(request.References), migrates: true);
        result = result.Unit is null ? Compile(request, wholeFramework: true, migrates: true) : result;
        return result.Unit is null && request.Group.Members.Any(m => m.Kind == DefinitionKind.Type) ? Compile(request, wholeFramework: true, migrates: false) : result;
    }

    /// <inheritdoc />
    /// <remarks>What others see of a formula is its type, which is known when it has been bound: making the code takes longer than that, and nobody has to wait for it.</remarks>
    public BegunUnit Begin(UnitRequest request)
    {
        if (request.Group.Members.Any(m => m.Kind != DefinitionKind.Formula))
        {
            return new(null, () => Compile(request));
        }

        var build = new UnitBuild(request, FrameworkReferences.IsNeededBy(request.References), migrates: true);
        UnitResult WithAll() => Compile(request, wholeFramework: true, migrates: true);
        return build.Prepare().IsEmpty ? new(build.Announce(), () => build.Finish() is { Unit: not null } made ? made : WithAll()) : new(null, WithAll);
    }

    /// <summary>The full name of the class that a function's code is compiled into.</summary>
    public static string HolderOf(Definition function) => "__stet." + StaticUsings.HolderOf(function);

    /// <summary>What an exception's sequence points call a part of a definition; resolved to where it lives now.</summary>
    public static string SymbolName(string key, int part) => $"def:{key}#{part}";

    /// <param name="migrates">With the members that migration uses; errors are told as they are without them.</param>
    private static UnitResult Compile(UnitRequest request, bool wholeFramework, bool migrates)
    {
        var build = new UnitBuild(request, wholeFramework, migrates);
        return build.Run();
    }

    private sealed class UnitBuild(UnitRequest request, bool wholeFramework, bool migrates)
    {
        private readonly Dictionary<SyntaxTree, ComposedSource> sources = [];
        private readonly List<PartSource> parts = [.. request.Group.Members.SelectMany(PartsOf)];
        private SortedDictionary<string, string> used = [];
        private FormulaBinding formulas = FormulaBinding.None;
        private MemoUnit memos = null!;
        private CSharpCompilation? compilation;

        public UnitResult Run() => Prepare() is [_, ..] errors ? new(null, errors) : Finish();

        /// <summary>All that comes before the code is made.</summary>
        /// <returns>Why it cannot be made.</returns>
        public ImmutableArray<Model.Diagnostic> Prepare()
        {
            foreach (var part in parts)
            {
                if (part.Formula is null)
                {
                    AsyncEdits.Add(part.Node, [.. request.Dependencies, .. request.Group.Members], part.Edits);
                    ModifierEdits.Add(part.Node, part.Edits);
                }

                PollEdits.Add([part.Formula?.Body ?? (SyntaxNode)part.Node], part.Edits, Recursive(request.Group));
                AnonymousEdits.Add([part.Node], part.Edits);
                FollowedFileEdits.Add(part.Formula?.Body ?? (SyntaxNode)part.Node, [.. request.Dependencies, .. request.Group.Members], part.Edits);
                if (part.Definition.Kind == DefinitionKind.Type && part.Part.Namespace.Length == 0)
                {
                    OwnFunctionsFirst.Add(part.Node, [.. request.Dependencies, .. request.Group.Members], part.Edits);
                }
            }

            foreach (var part in parts.Where(p => migrates && p.Definition.Kind == DefinitionKind.Type))
            {
                MigrationMembers.Add(part.Node, request.Variables.Keys.ToHashSet(), part.Edits);
                StaticEdits.Add(part.Node, part.Edits);
            }

            memos = MemoUnit.Of(parts, [.. request.Dependencies, .. request.Group.Members]);
            if (memos.Errors.Length > 0)
            {
                return memos.Errors;
            }

            formulas = FormulasOf();
            if (formulas.Errors.Length > 0)
            {
                return formulas.Errors;
            }

            var isBound = !request.Variables.IsEmpty || parts.Any(p => BackgroundEdits.MayConcern(p.Node));
            used = isBound ? BindNames() : [];
            Create(used, binding: false);
            return memos.Check(compilation!);
        }

        /// <summary>What others see of formulas.</summary>
        public CompiledUnit Announce() =>
            new(request.Group.UnitName, request.Hash, default, default, [], [.. used.Keys], formulas.OnlyRead) { Formulas = formulas.Contracts, CompilerReference = compilation!.ToMetadataReference() };

        public UnitResult Finish() => Compiler.Emit(compilation!, out var errors) is { } emitted
            ? new(UnitOf(emitted.Image, emitted.Symbols, OnlyReads(compilation!) || formulas.OnlyRead) with { Formulas = formulas.Contracts, Memos = memos.Contracts, Assumed = PureMarks.AssumedIn([.. parts.Select(p => (compilation!.GetSemanticModel(p.Tree!), p.Tree!.GetRoot()))]) }, [])
            : new(null, [.. memos.Own(errors, IsInUserText).Select(e => Compiler.Translate(e, sources, parts[0].Text)).DistinctBy(d => (d.Source, d.Line, d.Column, d.Message))]);

        private bool IsInUserText(Microsoft.CodeAnalysis.Diagnostic error) =>
            error.Location.SourceTree is { } tree && sources.TryGetValue(tree, out var source) && source.IsCopied(error.Location.SourceSpan);

        /// <summary>Functions that may be reached again from themselves: those of a circle, and one that mentions itself.</summary>
        private static IEnumerable<string> Recursive(DefinitionGroup group) => group.Members
            .Where(m => m.Kind == DefinitionKind.Function && (group.Members.Length > 1 || m.Names.Mentions.Contains(m.SimpleName))).Select(m => m.SimpleName);

        /// <summary>What the compiler makes of the group's formulas: their types, or why they have none.</summary>
        private FormulaBinding FormulasOf()
        {
            var own = parts.Where(p => p.Formula is not null).ToList();
            return own.Count == 0 ? FormulaBinding.None : new FormulaBinder(
                parts, own, () => Create(new SortedDictionary<string, string>(), binding: true), e => Compiler.Translate(e, sources, parts[0].Text), request).Bind();
        }

        private static IEnumerable<PartSource> PartsOf(Definition definition) => definition.Parts.Select((part, i) => new PartSource(
            definition, part, new(part.Text, part.Home.File, part.Home.Line, SymbolName(definition.Key, i), part.Home.Column)));

        /// <summary>Finds which of the mentioned variables are really meant, and what is handed to threads, and edits both.</summary>
        private SortedDictionary<string, string> BindNames()
        {
            var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
            var bound = Create(new SortedDictionary<string, string>(), binding: true);
            foreach (var part in parts)
            {
                var model = bound.GetSemanticModel(part.Tree!);
                var composed = sources[part.Tree!];
                var names = part.Tree!.GetRoot().DescendantNodes().OfType<IdentifierNameSyntax>()
                    .Where(n => request.Variables.ContainsKey(n.Identifier.ValueText) && MeansVariable(model, n)).ToList();
                foreach (var name in names)
                {
                    found[name.Identifier.ValueText] = request.Variables[name.Identifier.ValueText];
                }

                if (BackgroundEdits.MayConcern(part.Node))
                {
                    BackgroundEdits.Add(model, part.Tree!.GetRoot(), span => composed.Origin(span)?.Span, part.Edits);
                }

                VariableStubs.Replace(names, n => composed.Origin(n.Span)?.Span.Start ?? -1, part.Edits);
            }

            return found;
        }

        /// <summary>Only functions are asked, and only those that name no variable: what they are given is all that they could change.</summary>
        private bool OnlyReads(CSharpCompilation compilation) =>
            used.Count == 0 && request.Group.Members.All(m => m.Kind == DefinitionKind.Function)
            && parts.All(p => new ReadOnlyProof(compilation.GetSemanticModel(p.Tree!), request.References, request.Group.UnitName)
                .Holds(p.Tree!.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.Parent is ClassDeclarationSyntax)));

        private static bool MeansVariable(SemanticModel model, IdentifierNameSyntax name)
        {
            var found = model.GetSymbolInfo(name);
            return (found.Symbol ?? found.CandidateSymbols.FirstOrDefault()) is IFieldSymbol { ContainingType.Name: VariableStubs.StubClass };
        }

        private CSharpCompilation Create(IReadOnlyDictionary<string, string> named, bool binding)
        {
            sources.Clear();
            foreach (var part in parts)
            {
                var source = Compose(part, binding);
                part.Tree = Compiler.Parse(source, part.Text.SymbolName);
                sources[part.Tree] = source;
            }

            var extra = binding ? VariableStubs.Stubs(request.Variables)
                : named.Count > 0 ? $"namespace __stet {{ internal static class __V {{ {VariableStubs.Binders(named)} }} }}" : "";
            var trees = sources.Keys.ToList();
            if (extra.Length > 0)
            {
                trees.Add(CSharpSyntaxTree.ParseText(extra, Compiler.ParseOptions, "variables", System.Text.Encoding.UTF8));
            }

            return compilation = compilation is null
                ? Compiler.Create(request.Group.UnitName, trees, request.Usings, request.References, wholeFramework, request.EmptyNamespaces) : Compiler.WithOtherTrees(compilation, trees, request.Usings, request.EmptyNamespaces);
        }

        private ComposedSource Compose(PartSource part, bool binding)
        {
            var source = new ComposedSource().AddLine("#line hidden").AddLine(part.Part.FileUsings);
            var isFunction = part.Definition.Kind is DefinitionKind.Function or DefinitionKind.Formula;
            var space = isFunction ? "__stet" : part.Part.Namespace;
            if (space.Length > 0)
            {
                source.AddLine($"namespace {space} {{");
            }

            source.AddLine(StaticUsings.For([.. request.Dependencies, .. request.Group.Members]) + (binding ? $"using static global::__stet.{VariableStubs.StubClass};" : ""));
            if (isFunction)
            {
                source.AddLine($"public static partial class {StaticUsings.HolderOf(part.Definition)} {{ {(part.Formula is null ? "" : FormulaSource.Members(part, binding))}");
            }

            var edits = part.Formula is null ? part.Edits : FormulaSource.MethodEdits(part, binding);
            if (part.Formula is not null)
            {
                edits.AddRange(part.Edits);
            }

            source.AddUser(part.Text, new(0, part.Text.Content.Length), edits);
            return source.AddLine(new string('}', (space.Length > 0 ? 1 : 0) + (isFunction ? 1 : 0)));
        }

        private CompiledUnit UnitOf(byte[] image, byte[] symbols, bool onlyReads)
        {
            var references = Compiler.UnitsReferredTo(image, request.References.Select(r => r.Name).ToHashSet());
            return new(request.Group.UnitName, request.Hash, image, symbols, references, [.. used.Keys], onlyReads);
        }
    }
}
