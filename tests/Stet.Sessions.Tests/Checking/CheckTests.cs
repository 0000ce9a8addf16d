using System.Collections.Immutable;
using Stet.Model;
using Stet.Sessions.Checking;
using Stet.Sessions.Definitions;
using Stet.Worlds;

namespace Stet.Sessions.Tests.Checking;

/// <summary>Whether a workspace would come up from its files alone.</summary>
public class CheckTests
{
    [Fact]
    public async Task A_sound_workspace_is_well_and_what_is_only_a_value_is_said()
    {
        await using var prompt = new Prompt();
        await prompt.Do("record Day(int N);", "days = new List<Day> { new(1) };", "int f() => days.Count;");
        var check = await prompt.Session.List("check");
        Assert.Empty(check.Errors);
        Assert.Equal("all is well\nexist only as values, not in files: days", check.Text);
    }

    [Fact]
    public async Task A_recipe_that_does_not_compile_any_more_is_said()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int g(int n) => n;", "x = g(3)", "int g(string s) => s.Length;");
        var check = await prompt.Session.List("check");
        Assert.Empty(check.Errors);
        Assert.Contains("x has no recipe that still compiles: In[2]:1:7", check.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_do_not_make_a_workspace_are_told()
    {
        await using var prompt = new Prompt();
        await prompt.Do("int f() => 1;", "int g() => f();");
        Assert.Equal("STET0100", await prompt.Says("string f() => \"text\";"));
        await prompt.Do("force");
        var check = await prompt.Session.List("check");
        Assert.Equal("CS0029", Assert.Single(check.Errors).Code);
    }

    [Fact]
    public async Task Of_a_workspace_made_elsewhere_nothing_is_compiled_or_computed()
    {
        var copy = Directory.CreateTempSubdirectory("stet-test-").FullName;
        await using (var made = new Prompt())
        {
            await made.Do("int Touch() { File.WriteAllText(TRACE, \"\"); return 1; }".Replace("TRACE", $"\"{copy}/trace\"", StringComparison.Ordinal), "touched => pure(Touch());", "n = 1;");
            await made.Reopen();
            using var copying = System.Diagnostics.Process.Start("cp", ["-a", made.Folder + "/.", copy]);
            await copying.WaitForExitAsync();
        }

        await using var prompt = new Prompt(copy);
        var check = await prompt.Session.List("check");
        Assert.Empty(check.Errors);
        Assert.Equal("all is well\nnot compiled and not computed, since the workspace was made elsewhere and is not trusted: definitions and formulas ('trust' allows it)", check.Text);
        Assert.False(File.Exists(Path.Combine(copy, "trace")));
        Assert.Equal(0, prompt.UnitsCompiled);
    }

    [Fact]
    public void The_order_of_files_does_not_matter()
    {
        using var folder = new FolderOfFiles(
            ("a.cs", "using System.Numerics;\npartial record Point(int X);\nint area => new Point(3).X * scale;\n"),
            ("b.cs", "partial record Point { public int Twice() => X * factor; }\nint scale => Twice(2);\nint Twice(int n) => n * 2;\n"),
            ("c/d.cs", "int Sum(List<Point> points) => points.Sum(p => p.Twice());\nnamespace Deep { class Box<T>(T value) { public T Value => value; } }\n"),
            ("e.cs", "Deep.Box<Point> Boxed() => new(new Point(area));\nstring broken => area;\n"));
        var files = folder.Read();
        var first = Rebuilt(folder, files, files.Values);
        Assert.Equal("CS0029", Assert.Single(first.Errors).Code);
        var random = new Random(7);
        for (var i = 0; i < 10; i++)
        {
            var order = files.Values.ToArray();
            random.Shuffle(order);
            var other = Rebuilt(folder, files, order);
            Assert.Equal(Contents(first.World), Contents(other.World));
            Assert.Equal(first.Errors.Select(e => (e.Source, e.Line, e.Message)), other.Errors.Select(e => (e.Source, e.Line, e.Message)));
        }
    }

    private static CleanRebuild Rebuilt(FolderOfFiles folder, ImmutableSortedDictionary<string, FileText> files, IEnumerable<FileText> order) =>
        CleanRebuild.Of(folder.Path, files, order, ImmutableDictionary<string, string>.Empty.Add("factor", "int"), []);

    /// <summary>Which members of a type come first is the order of its files.</summary>
    private static IEnumerable<(string Name, string Content)> Contents(World world) =>
        world.Units.Values.OrderBy(u => u.Name, StringComparer.Ordinal).Select(u => (u.Name, u.Name == "w.Point" ? "" : u.Content.ToString()));

    private sealed class FolderOfFiles : IDisposable
    {
        public FolderOfFiles(params (string Path, string Content)[] files)
        {
            foreach (var (path, content) in files)
            {
                var full = System.IO.Path.Combine(Path, path);
                Directory.CreateDirectory(System.IO.Path.GetDirectoryName(full)!);
                File.WriteAllText(full, content);
            }
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("stet-test-").FullName;

        public ImmutableSortedDictionary<string, FileText> Read() => new DefinitionFolder(Path).Read(ImmutableSortedDictionary<string, FileText>.Empty.WithComparers(StringComparer.Ordinal));

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
