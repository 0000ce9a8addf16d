namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>A type that is split into two by its <c>Migrate</c>, and put together again by another; each marks the object, so that it is seen to run once for each. What is around the objects, also a set that only shares a variable with them, stays as it is.</summary>
internal sealed class SplitAndMerge(RandomProgram program, Random random) : ProgramPart(program, random)
{
    private readonly string whole = program.Fresh("Whole"), half = program.Fresh("Half"), list = program.Fresh("list"), table = program.Fresh("table"), numbers = program.Fresh("numbers"), bag = program.Fresh("bag");
    private readonly List<(string Name, int X, int Y)> values = [];
    private readonly bool isRecord = random.Next(2) == 0;
    private bool isSplit;
    private string hook = "";
    private int told;

    public override IEnumerable<string> Definitions => [$"record {half}(int X, int Y);", Source];

    public override string Check =>
        $"string.Join(\",\", {list}.Concat({table}.Values).Select(w => $\"{{w.Name}}{(isSplit ? "{w.At.X}{w.At.Y}" : "{w.X}{w.Y}")}{{w.Told()}}\")) + {table}.Count + string.Join(\",\", {numbers}) + ReferenceEquals({list}[0], {table}[\"a\"]) + ReferenceEquals({list}[0], {list}[1])";

    public override string Expected =>
        string.Join(',', new[] { values[0], values[0] }.Concat(values.Skip(1)).Append(values[0]).Select(v => $"{v.Name}{v.X}{v.Y}{told}")) + "11,2TrueTrue";

    public override IEnumerable<string> Names => [whole, half, list, table, numbers, bag];

    private string Source => (isRecord, isSplit) switch
    {
        (true, true) => $"record {whole}(string Name, {half} At) {{ public int Told() => {told}; {hook}}}",
        (true, false) => $"record {whole}(string Name, int X, int Y) {{ public int Told() => {told}; {hook}}}",
        (false, true) => $"class {whole} {{ public string Name = \"\"; public {half} At = null!; public int Told() => {told}; {hook}}}",
        _ => $"class {whole} {{ public string Name = \"\"; public int X, Y; public int Told() => {told}; {hook}}}",
    };

    public override string Begin() =>
        $" {list} = new List<{whole}>(); {NewObject()} {list}.Add({list}[0]); {table} = new Dictionary<string, {whole}> {{ [\"a\"] = {list}[0] }}; {numbers} = new HashSet<int> {{ 1, 2 }}; {bag} = new object[] {{ {list}, {numbers} }};";

    public override ProgramStep Next()
    {
        var before = Source;
        switch (Random.Next(4))
        {
            case 0:
                return new("split: object", NewObject());
            case 1:
                told++;
                return ProgramStep.Redefinition("split: body beside the hook", (before, Source));
            default:
                isSplit = !isSplit;
                var name = "old.Get<string>(\"Name\") + \"!\"";
                var (x, y) = isSplit ? ("old.Get<int>(\"X\")", "old.Get<int>(\"Y\")") : ($"old.Get<{half}>(\"At\").X", $"old.Get<{half}>(\"At\").Y");
                var at = $"new {half}({x}, {y})";
                hook = $"static {whole} Migrate(Old old) => " + (isRecord ? $"new({name}, {(isSplit ? at : $"{x}, {y}")}); " : $"new() {{ Name = {name}, {(isSplit ? $"At = {at}" : $"X = {x}, Y = {y}")} }}; ");
                values.ToList().ForEach(v => values[values.IndexOf(v)] = (v.Name + "!", v.X, v.Y));
                return ProgramStep.Redefinition(isSplit ? "split by a hook" : "merged by a hook", (before, Source));
        }
    }

    private string NewObject()
    {
        values.Add(($"n{values.Count}", Random.Next(10), Random.Next(10)));
        var (name, x, y) = values[^1];
        return $"{list}.Add({(isRecord, isSplit) switch
        {
            (true, true) => $"new {whole}(\"{name}\", new({x}, {y}))",
            (true, false) => $"new {whole}(\"{name}\", {x}, {y})",
            (false, true) => $"new {whole} {{ Name = \"{name}\", At = new({x}, {y}) }}",
            _ => $"new {whole} {{ Name = \"{name}\", X = {x}, Y = {y} }}",
        }});";
    }
}
