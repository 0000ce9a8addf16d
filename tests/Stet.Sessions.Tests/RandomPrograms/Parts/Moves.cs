namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>A type that moves in its file: into a namespace, to another one, into a type, out again, while values of it live.</summary>
internal sealed class Moves(RandomProgram program, Random random) : ProgramPart(program, random)
{
    private readonly string type = program.Fresh("Moved"), outer = program.Fresh("Outer"), read = program.Fresh("Read"), list = program.Fresh("list"), boxed = program.Fresh("boxed"), calls = program.Fresh("calls");
    private readonly string[] spaces = [program.Fresh("Space"), program.Fresh("Space")];
    private readonly List<(string Name, int Initial)> fields = [];
    private readonly List<Dictionary<string, int>> values = [];
    private string place = "";
    private int added;

    public override IEnumerable<string> Definitions
    {
        get
        {
            fields.Add((Program.Fresh("F"), 0));
            return Sources;
        }
    }

    /// <summary>A lambda whose code does not say where the type is.</summary>
    public override string DefinedLast => $"{{ var o = {list}[0]; {calls}.Add(() => o.{fields[0].Name}); }}";

    public override string Check => $"string.Join(\",\", {list}.Select({read}).Append({read}(({FullName}){boxed})).Concat({calls}.Select(c => c().ToString()))) + ReferenceEquals({boxed}, {list}[0]) + {list}.OfType<{FullName}>().Count()";

    public override string Expected => $"{string.Join(',', [.. values.Select(Text), Text(values[0]), $"{values[0][fields[0].Name]}"])}True{values.Count}";

    public override IEnumerable<string> Names => [place.StartsWith("Outer", StringComparison.Ordinal) ? outer : FullName, read, list, boxed, calls];

    private IReadOnlyList<string> Sources
    {
        get
        {
            var source = $"public class {type} {{ {string.Concat(fields.Select(f => $"public int {f.Name} = {f.Initial}; "))}}}";
            var placed = place.StartsWith("Outer", StringComparison.Ordinal) ? $"public class {outer} {{ {source} }}" : place.Length > 0 ? $"namespace {place} {{ {source} }}" : source;
            return [placed, $"string {read}({FullName} o) => $\"{string.Join('/', fields.Select(f => $"{{o.{f.Name}}}"))}\";"];
        }
    }

    private string FullName => place.Length == 0 ? type : $"{place}.{type}";

    public override string Begin()
    {
        var made = NewObject();
        return $" {list} = new List<{FullName}>(); {made} object {boxed} = {list}[0]; {calls} = new List<Func<int>>();";
    }

    public override ProgramStep Next()
    {
        if (Random.Next(4) == 0)
        {
            return new("moves: object", NewObject());
        }

        var before = Sources;
        var was = place;
        place = Program.Pick([.. new[] { "", spaces[0], spaces[1], outer }.Where(p => p != place)]);
        if (Random.Next(2) == 0)
        {
            fields.Add((Program.Fresh("F"), ++added));
            values.ForEach(v => v[fields[^1].Name] = added);
        }

        return new($"moves: from {Kind(was)} to {Kind(place)}", "") { Edits = [.. before.Zip(Sources)], IsSaved = true };
    }

    private string Kind(string where) => where.Length == 0 ? "the top" : where == outer ? "a type" : "a namespace";

    private string NewObject()
    {
        values.Add(fields.ToDictionary(f => f.Name, f => f.Initial));
        values[^1][fields[0].Name] = Random.Next(100);
        return $"{list}.Add(new {FullName} {{ {fields[0].Name} = {values[^1][fields[0].Name]} }});";
    }

    private string Text(Dictionary<string, int> value) => string.Join('/', fields.Select(f => value[f.Name]));
}
