using System.Collections.Immutable;
using Stet.Language.Compiling;
using Stet.Language.Parsing;
using Stet.Model;
using Stet.Worlds;

namespace Stet.Language.Tests;

/// <summary>Formulas that are compiled against what others announce, while the code of those is being made, come out as if each had waited.</summary>
public class AnnouncedUnitTests
{
    private static readonly ImmutableArray<string> Usings = ["System", "System.Collections.Generic", "System.Linq", "System.Threading.Tasks"];

    private static readonly ImmutableDictionary<string, string> Variables = new Dictionary<string, string> { ["x"] = "long", ["xs"] = "global::System.Collections.Generic.List<double>" }.ToImmutableDictionary();

    /// <summary>Each depends on the one before, and each kind of expression is there.</summary>
    private static string Chain(int length, int wrong = -1) => "record P(long X, string S); async Task<long> later(long v) { await Task.Yield(); return v; }\nf0 => x;\n" + string.Concat(Enumerable.Range(1, length).Select(i => i == wrong ? $"long f{i} => f{i - 1} + missing;\n" : (i % 7) switch
    {
        0 => $"f{i} => new P(f{i - 1}, \"a\").X;\n",
        1 => $"f{i} => xs.Count(v => v > f{i - 1}) + f{i - 1};\n",
        2 => $"f{i} => System.Text.RegularExpressions.Regex.IsMatch(\"a\", \"a\") ? f{i - 1} : 0;\n",
        3 => $"f{i} => new[] {{ (f{i - 1}, 1) }}.Sum(p => p.Item1);\n",
        4 => $"f{i} => await later(f{i - 1});\n",
        5 => $"long f{i} => f{i - 1} + 1; // written\n",
        _ => $"f{i} => f{i - 1} * 2 + 1;\n",
    }));

    [Fact]
    public void What_is_compiled_against_an_announcement_is_what_it_would_be_without()
    {
        var (plain, announcing) = (new Asked(announces: false), new Asked(announces: true));
        var (expected, actual) = (Take(plain, Chain(150)), Take(announcing, Chain(150)));
        Assert.Empty(expected.World.Broken);
        Assert.Empty(actual.World.Broken);
        Assert.Equal((0, Environment.ProcessorCount > 1), (plain.Announced, announcing.Announced > 100));
        foreach (var (name, unit) in expected.World.Units)
        {
            var other = actual.World.Units[name];
            Assert.True(unit.Image.Span.SequenceEqual(other.Image.Span), name);
            Assert.True(unit.Symbols.Span.SequenceEqual(other.Symbols.Span), name);
            Assert.Equal(About(unit), About(other));
            Assert.Equal(expected.World.DeepHash(name), actual.World.DeepHash(name));
        }

        Assert.Equal(expected.Compiled.Count, actual.Compiled.Count);
        Assert.Equal(expected.World.Units.Count, announcing.Added);
    }

    [Fact]
    public void Where_one_does_not_compile_all_is_as_if_nothing_had_been_announced()
    {
        var (expected, actual) = (Take(new Asked(announces: false), Chain(100, wrong: 70)), Take(new Asked(announces: true), Chain(100, wrong: 70)));
        Assert.NotEmpty(expected.World.Broken);
        Assert.Equal(Errors(expected), Errors(actual));
        Assert.Equal(expected.World.Units.Keys.Order(), actual.World.Units.Keys.Order());
        Assert.Equal(expected.NewlyBroken, actual.NewlyBroken);
    }

    [Fact]
    public void A_changed_body_compiles_one_unit()
    {
        var asked = new Asked(announces: true);
        var first = Take(asked, Chain(40));
        var changed = InputParser.File(Chain(40).Replace("long f5 => f4 + 1;", "long f5 => f4 + 7;", StringComparison.Ordinal), "sheet.cs");
        var next = new WorldStep(asked, asked).Take(first.World, changed.Definitions, Variables, Usings);
        Assert.Equal(["w.f5"], next.Compiled);
    }

    private static StepResult Take(Asked asked, string code)
    {
        var input = InputParser.File(code, "sheet.cs");
        Assert.Empty(input.Errors);
        return new WorldStep(asked, asked).Take(World.Empty(Usings), input.Definitions.Concat(input.AnonymousTypes), Variables, Usings);
    }

    private static string About(CompiledUnit unit) =>
        $"{unit.Hash} {string.Join(',', unit.References)} {string.Join(',', unit.Variables)} {unit.OnlyReads} {string.Join(',', unit.Assumed)} {string.Join(',', unit.Formulas.Select(f => $"{f.Name} {f.Type} {string.Join('+', f.Reads)} {f.Marked}"))}";

    private static IEnumerable<string> Errors(StepResult step) => step.World.Broken.OrderBy(b => b.Key, StringComparer.Ordinal).SelectMany(b => b.Value.Select(d => $"{b.Key} {d.Line}:{d.Column} {d.Code} {d.Message}"));

    private sealed class Asked(bool announces) : IUnitCompiler, IUnitCache
    {
        private readonly UnitCompiler compiler = new();

        public int Announced { get; private set; }

        public int Added { get; private set; }

        public UnitResult Compile(UnitRequest request) => compiler.Compile(request);

        public BegunUnit Begin(UnitRequest request)
        {
            var begun = announces ? compiler.Begin(request) : new(null, () => Compile(request));
            Announced += begun.Announced is null ? 0 : 1;
            return begun;
        }

        public CompiledUnit? Find(ContentHash hash) => null;

        public void Add(CompiledUnit unit) => Added++;
    }
}
