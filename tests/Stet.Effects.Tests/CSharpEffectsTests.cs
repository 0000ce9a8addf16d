using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Stet.Effects.Code;
using Stet.Effects.Shell;
using Stet.Model;

namespace Stet.Effects.Tests;

public class CSharpEffectsTests
{
    [Theory]
    [InlineData("1 + 2", EffectKinds.Pure)]
    [InlineData("int sq(int v) => v * v; sq(3)", EffectKinds.Pure)]
    [InlineData("Enumerable.Range(0, 9).Where(i => i % 2 == 0).Select(i => i * i).Sum()", EffectKinds.Pure)]
    [InlineData("DateTime.Now.Year", EffectKinds.ReadsClock)]
    [InlineData("Guid.NewGuid()", EffectKinds.ReadsRandom)]
    [InlineData("Environment.MachineName", EffectKinds.ReadsEnvironment)]
    [InlineData("File.ReadAllText(p)", EffectKinds.ReadsFiles)]
    [InlineData("Console.WriteLine(1)", EffectKinds.Prints)]
    [InlineData("File.AppendAllText(p, \"x\")", EffectKinds.WritesFiles)]
    [InlineData("n = 4;", EffectKinds.ChangesState)]
    [InlineData("void set() => n = 4; set()", EffectKinds.ChangesState)]
    [InlineData("dynamic d = 1; d.Delete()", EffectKinds.Unknown | EffectKinds.ChangesState)]
    [InlineData("typeof(File).GetMethods()[0].Invoke(null, null)", EffectKinds.Unknown)]
    [InlineData("new HttpClient().GetStringAsync(\"https://example.org\").Result", EffectKinds.UsesNetwork)]
    [InlineData("int now() => Helper() + 1; int Helper() => DateTime.Now.Second; new[] { 1 }.Select(i => now())", EffectKinds.ReadsClock)]
    public void Kinds_are_found(string code, EffectKinds kinds) => Assert.Equal(kinds, CodeWorld.Effects(code).Kinds);

    [Fact]
    public void The_chain_names_every_call_on_the_way()
    {
        var found = CodeWorld.Effects("void c(string x) => File.Delete(x); void b(string x) => c(x); void a(string x) => b(x); a(\"notes.txt\")");
        Assert.Equal("deletes: a > b > c > File.Delete > /home/ada/work/notes.txt", Assert.Single(found.Reasons).ToString());
        Assert.Equal(found.Reasons[0].ToString(), found.Impurity);
    }

    [Fact]
    public void Pure_code_has_no_impurity() => Assert.Null(CodeWorld.Effects("int sq(int v) => v * v; sq(3)").Impurity);

    [Theory]
    [InlineData("total => Math.Sqrt(n); double twice() => total * 2; twice()", EffectKinds.Pure)]
    [InlineData("age => DateTime.Now.Year; int twice() => age * 2; twice()", EffectKinds.ReadsClock)]
    public void Reading_a_formula_may_compute_it(string code, EffectKinds kinds) => Assert.Equal(kinds, CodeWorld.Effects(code).Kinds);

    [Fact]
    public void A_long_chain_of_calls_ends_in_an_answer()
    {
        var calls = string.Concat(Enumerable.Range(0, 3000).Select(i => $"static int f{i}(int x) => f{i + 1}(x) + 1; "));
        var caller = Compile("Caller", $"public static class Caller {{ {calls} static int f3000(int x) {{ System.IO.File.Delete(\"notes.txt\"); return x; }} public static int Go() => f0(1); }}");
        var found = CSharpEffects.OfFunction(new("Caller", "Caller", "Go", [], false, new Dictionary<string, IReadOnlyList<string>>()), new TwoAssemblies(new() { ["Caller"] = UnitReader.Read(caller.AsMemory()) }));
        Assert.NotEqual(EffectKinds.Pure, found.Kinds & (EffectKinds.Deletes | EffectKinds.Unknown));
    }

    /// <summary>A package is read as it lies there: an assembly that is not loaded and of which no source is known.</summary>
    [Fact]
    public void A_method_of_a_package_is_looked_into()
    {
        var package = Compile("Pack", "namespace Pack { public static class Broom { public static void Sweep(string d) => Inner(d); static void Inner(string d) => System.IO.Directory.Delete(d, true); } }");
        var caller = Compile("Caller", "public static class Caller { public static void Go() => Pack.Broom.Sweep(\"data\"); }", MetadataReference.CreateFromImage(package));
        var world = new TwoAssemblies(new() { ["Pack"] = UnitReader.Read(package.AsMemory()), ["Caller"] = UnitReader.Read(caller.AsMemory()) });
        var found = CSharpEffects.OfFunction(new("Caller", "Caller", "Go", [], false, new Dictionary<string, IReadOnlyList<string>>()), world);
        Assert.Equal("deletes: Caller.Go > Broom.Sweep > Broom.Inner > Directory.Delete > /home/ada/work/data/ (3 files)", Assert.Single(found.Reasons).ToString());
    }

    [Fact]
    public void What_cannot_be_read_is_unknown()
    {
        var caller = Compile("Caller", "public static class Caller { public static void Go() => Pack.Broom.Sweep(); }", MetadataReference.CreateFromImage(Compile("Pack", "namespace Pack { public static class Broom { public static void Sweep() { } } }")));
        var found = CSharpEffects.OfFunction(new("Caller", "Caller", "Go", [], false, new Dictionary<string, IReadOnlyList<string>>()), new TwoAssemblies(new() { ["Caller"] = UnitReader.Read(caller.AsMemory()) }));
        Assert.Equal("unknown: Caller.Go > Broom.Sweep", Assert.Single(found.Reasons).ToString());
    }

    /// <summary>Every construct of the language and of the optimiser is somewhere in there.</summary>
    [Theory]
    [InlineData(typeof(Enumerable))]
    [InlineData(typeof(System.Collections.Immutable.ImmutableArray))]
    [InlineData(typeof(CSharpCompilation))]
    [InlineData(typeof(System.Text.RegularExpressions.Regex))]
    public void Real_assemblies_are_read_whole(Type of)
    {
        var summary = UnitReader.Read(File.ReadAllBytes(of.Assembly.Location));
        Assert.True(summary.Methods.Values.Sum(m => m.Sites.Length) > 500);
    }

    private static ImmutableArray<byte> Compile(string name, string code, params MetadataReference[] references)
    {
        var framework = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Where(p => Path.GetFileName(p).StartsWith("System.", StringComparison.Ordinal)).Select(p => MetadataReference.CreateFromFile(p));
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create(name, [CSharpSyntaxTree.ParseText(code)], [.. framework, .. references], new(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release)).Emit(image);
        Assert.True(result.Success, string.Join("; ", result.Diagnostics));
        return [.. image.ToArray()];
    }

    private sealed class TwoAssemblies(Dictionary<string, UnitSummary> units) : ICodeWorld
    {
        public IEnumerable<UnitSummary> UnitsWithTypes => [];

        public ShellSetting Shell => Corpus.Setting;

        public UnitSummary? Unit(string assembly) => units.GetValueOrDefault(assembly);

        public IReadOnlyList<string>? Texts(string variable) => null;

        public IReadOnlyList<KnownMethod>? Functions(string variable) => null;
    }
}
