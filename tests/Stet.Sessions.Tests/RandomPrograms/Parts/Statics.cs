namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>A type with static fields: numbers, and objects of the program that its list has, too. They are kept, follow their type, and share their objects.</summary>
internal sealed class Statics : ProgramPart
{
    private readonly List<StaticField> fields = [];
    private string type;
    private string kind = "class";

    public Statics(RandomProgram program, Random random)
        : base(program, random)
    {
        type = program.Fresh("Statics");
        fields.AddRange([NewField(), NewField(), new(program.Fresh("S"), "object?")]);
    }

    public override IEnumerable<string> Definitions => [Source];

    public override string Check => string.Join(" + \",\" + ", fields.Select(f => f.Held is { Type.WasStruct: false } held
        ? $"Show({type}.{f.Name}, 1) + ReferenceEquals({type}.{f.Name}, {Program.All.Name}[{Program.Objects.IndexOf(held)}])"
        : $"Show({type}.{f.Name}, 1)"));

    public override string Expected => string.Join(',', fields.Select(f => $"{RandomProgram.Text(f.Value, 1)}{(f.Held is { Type.WasStruct: false } ? "True" : "")}"));

    public override IEnumerable<string> Names => [type];

    private string Source => $"{kind} {type} {{ {string.Concat(fields.Select(f => $"{f.Source} "))}}}";

    /// <summary>They begin here: a look after <c>undo</c> that makes them begin would be a change.</summary>
    public override string Begin() => $" {Set(fields[0]).Code}";

    public override ProgramStep Next()
    {
        switch (Random.Next(8))
        {
            case 0:
                var path = type;
                type = Program.Fresh("Statics");
                return new("rename to Statics", $"rename {path} {type}", IsCommand: true) { CanBeUndone = true };
            case 1:
                var named = Program.Pick(fields);
                path = $"{type}.{named.Name}";
                named.Name = Program.Fresh("S");
                return new("rename to S", $"rename {path} {named.Name}", IsCommand: true) { CanBeUndone = true };
            case < 5:
                return Set(Program.Pick(fields));
            default:
                var before = Source;
                var what = Change(Program.Pick(fields));
                return ProgramStep.Redefinition($"statics: {what}", (before, Source));
        }
    }

    private ProgramStep Set(StaticField field)
    {
        if (field.IsNumber)
        {
            field.Value = (decimal)Random.Next(1000);
            return new("statics: number set", $"{type}.{field.Name} = {field.Value};");
        }

        if (Program.Objects.Count == 0)
        {
            return new("object", Program.NewObject());
        }

        field.Value = Program.Pick(Program.Objects);
        return new("statics: object set", $"{type}.{field.Name} = {Program.Known(field.Held!)};");
    }

    private string Change(StaticField field)
    {
        fields.ForEach(f => f.Former = null);
        switch (Random.Next(6))
        {
            case 0:
                fields.Add(NewField());
                return "field added";
            case 1 when fields.Count > 1:
                fields.Remove(field);
                return "field removed";
            case 2:
                (field.Former, field.Name) = (field.Name, Program.Fresh("S"));
                return "field renamed by [Formerly]";
            case 3 when field.IsNumber:
                field.Type = Program.Pick([.. new[] { "int", "long", "double", "decimal" }.Where(t => t != field.Type)]);
                return "number retyped";
            case 4:
                kind = Program.Pick([.. new[] { "class", "static class", "struct", "record" }.Where(k => k != kind)]);
                return $"to {kind}";
            default:
                fields.Reverse();
                return "fields reordered";
        }
    }

    private StaticField NewField() => new(Program.Fresh("S"), "int") { Value = (decimal)Random.Next(100) };

    private sealed class StaticField(string name, string type)
    {
        private object? initial;

        public string Name { get; set; } = name;

        public string Type { get; set; } = type;

        public string? Former { get; set; }

        public bool IsNumber => Type != "object?";

        public ModelObject? Held => Value as ModelObject;

        public object? Value
        {
            get;
            set
            {
                field = value;
                initial ??= value;
            }
        }

        public string Source => $"{(Former is null ? "" : $"[Formerly(\"{Former}\")] ")}public static {Type} {Name}{(IsNumber ? $" = {initial}" : "")};";
    }
}
