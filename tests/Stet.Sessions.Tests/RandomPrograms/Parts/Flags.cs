namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>An enum with flags, whose members get other numbers: values are what they are by name, in variables, arrays, nullables, boxes, keys and fields.</summary>
internal sealed class Flags : ProgramPart
{
    private readonly ModelName type;
    private readonly string one, array, maybe, boxed, table, pair;
    private readonly List<List<ModelName>> values;
    private List<ModelName> members;
    private string under = "int";
    private int shift;

    public Flags(RandomProgram program, Random random)
        : base(program, random)
    {
        type = new(program.Fresh("Flags"));
        members = [.. Enumerable.Range(0, 3).Select(_ => new ModelName(program.Fresh("On")))];
        (one, array, maybe, boxed, table, pair) = (program.Fresh("one"), program.Fresh("array"), program.Fresh("maybe"), program.Fresh("boxed"), program.Fresh("table"), program.Fresh("pair"));
        values = [.. Enumerable.Range(0, 6).Select(_ => NewValue())];
    }

    public override IEnumerable<string> Definitions => [Source];

    public override string Check => $"{one} + \"|\" + {array}[0] + \"|\" + {maybe} + \"|\" + {boxed} + \"|\" + {table}.Single().Key + \"|\" + {pair}.Item1 + \"|\" + {table}[{Text(values[4])}]";

    public override string Expected => $"{string.Join('|', values.Select(Shown))}|7";

    public override IEnumerable<string> Names => [type.Name, one, array, maybe, boxed, table, pair];

    private string Source => $"[Flags] enum {type.Name} : {under} {{ {string.Join(", ", members.Select((m, i) => $"{m.Name} = {1 << (i + shift)}"))} }}";

    public override string Begin() =>
        $" {one} = {Text(values[0])}; {array} = new[] {{ {Text(values[1])} }}; {type.Name}? {maybe} = {Text(values[2])}; object {boxed} = {Text(values[3])}; "
        + $"{table} = new Dictionary<{type.Name}, int> {{ [{Text(values[4])}] = 7 }}; {pair} = ({Text(values[5])}, 1);";

    public override ProgramStep Next()
    {
        switch (Random.Next(5))
        {
            case 0:
                values[0] = NewValue();
                return new("flags: value set", $"{one} = {Text(values[0])};");
            case 1:
                var thing = Random.Next(2) == 0 ? type : Program.Pick(members);
                var path = thing == type ? type.Name : $"{type.Name}.{thing.Name}";
                thing.Name = Program.Fresh(thing == type ? "Flags" : "On");
                return new($"rename of {(thing == type ? "flags" : "a flag")}", $"rename {path} {thing.Name}", IsCommand: true) { CanBeUndone = true };
            default:
                var before = Source;
                var what = Change();
                return ProgramStep.Redefinition($"flags: {what}", (before, Source));
        }
    }

    private string Change()
    {
        switch (Random.Next(4))
        {
            case 0:
                members = [.. members.OrderBy(_ => Random.Next()), new(Program.Fresh("On"))];
                return "member added, others moved";
            case 1:
                under = under == "int" ? "long" : "int";
                return "underlying type";
            case 2 when shift < 8:
                shift++;
                return "other numbers";
            default:
                members = [members[^1], .. members.SkipLast(1)];
                return "members moved";
        }
    }

    private List<ModelName> NewValue() => [.. members.Where(_ => Random.Next(2) == 0).DefaultIfEmpty(members[0])];

    private string Text(List<ModelName> value) => string.Join(" | ", value.Select(m => $"{type.Name}.{m.Name}"));

    /// <summary>As the framework writes flags: by their numbers.</summary>
    private string Shown(List<ModelName> value) => string.Join(", ", members.Where(value.Contains).Select(m => m.Name));
}
