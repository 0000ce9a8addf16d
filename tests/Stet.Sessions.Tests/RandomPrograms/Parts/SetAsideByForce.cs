namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>A change that values cannot follow is refused; forced, they are set aside as plain data, and converted when a <c>Migrate</c> says how.</summary>
internal sealed class SetAsideByForce(RandomProgram program, Random random) : ProgramPart(program, random)
{
    private readonly string type = program.Fresh("Day"), list = program.Fresh("days"), other = program.Fresh("other");
    private readonly int[] values = [random.Next(100), random.Next(100)];
    private bool isText = true;
    private bool isAside;
    private int added;

    public override IEnumerable<string> Definitions => [Source("")];

    public override string Check => isAside
        ? $"{Aside}.Data[1].Get<{(isText ? "string" : "int")}>(\"V\") + \",\" + {other}"
        : $"string.Join(\",\", {list}.Select(d => d.V)) + ReferenceEquals({list}[0], {list}[2]) + \",\" + {other}";

    public override string Expected => isAside ? $"{values[1]},5" : $"{values[0]},{values[1]},{values[0]}True,5";

    public override IEnumerable<string> Names => isAside ? [type, other] : [type, other, list];

    private string Aside => $"stranded().Last(s => s.Name == \"{list}\")";

    private string Type => isText != isAside ? "string" : "int";

    public override string Begin() =>
        $" {list} = new List<{type}> {{ new() {{ V = {(isText ? $"\"{values[0]}\"" : values[0])} }}, new() {{ V = {(isText ? $"\"{values[1]}\"" : values[1])} }} }}; {list}.Add({list}[0]); {other} = 5;";

    public override ProgramStep Next()
    {
        if (isAside)
        {
            return Converted();
        }

        if (Random.Next(4) == 0)
        {
            var before = Source("");
            added++;
            return ProgramStep.Redefinition("set aside: field added", (before, Source("")));
        }

        isAside = true;
        var source = Source("");
        isAside = false;
        return new("change that values cannot follow", source, "STET0102") { Forced = () => isAside = true };
    }

    private ProgramStep Converted()
    {
        (isAside, isText) = (false, !isText);
        var conversion = isText ? "old.Get<int>(\"V\").ToString()" : "int.Parse(old.Get<string>(\"V\"))";
        var source = Source($"static {type} Migrate(Old old) => new() {{ V = {conversion} }}; ");
        return new("set aside: converted", source) { Then = [$"{list} = {Aside}.Convert<List<{type}>>();", Source("")] };
    }

    private string Source(string hook) => $"class {type} {{ public {Type} V = default!; {string.Concat(Enumerable.Range(0, added).Select(i => $"public int N{i} = {i}; "))}{hook}}}";
}
