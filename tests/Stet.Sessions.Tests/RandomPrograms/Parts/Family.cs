namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>
/// A base type with virtual members and types that override them, in every kind of place as the base type: list, array, dictionary, object, a field, a delegate to an object's method; read by a function, a
/// formula, lambdas and LINQ. What changes is mostly a body: the base type's or a derived one's, while what reads them names the base type only.
/// </summary>
internal sealed class Family : ProgramPart
{
    private readonly FamilyRoot root;
    private readonly List<FamilyType> types;
    private readonly List<FamilyObject> objects = [];
    private readonly List<FamilyObject> lambdas = [];
    private readonly ModelName list;
    private readonly ModelName describe;
    private readonly string array, table, one, holder, calls, sum, holderType;

    public Family(RandomProgram program, Random random)
        : base(program, random)
    {
        string Named(string prefix) => program.Fresh(prefix);
        root = new(Named("Root"), (RootForm)random.Next(4)) { Word = random.Next(100) };
        types = [.. Enumerable.Range(0, 2).Select(_ => new FamilyType(Named("Leaf")) { Factor = random.Next(1, 9), Word = random.Next(2) == 0 ? random.Next(100) : null, Fields = [NewField()] })];
        (list, describe) = (new(Named("list")), new(Named("Describe")));
        (array, table, one, holder, calls, sum, holderType) = (Named("array"), Named("table"), Named("one"), Named("holder"), Named("calls"), Named("Sum"), Named("Holder"));
    }

    public override IEnumerable<string> Definitions =>
    [
        .. Sources, $"string {describe.Name}({root.Text} s) => s.{root.Area}() + \":\" + s.{root.Say}() + \":\" + s;",
        $"class {holderType} {{ public {root.Text} Held = null!; public Func<int> Run = null!; public Func<{root.Text}, string> By = null!; }}",
    ];

    public override string DefinedLast => $"{sum} => {list.Name}.Sum(s => s.{root.Area}());";

    public override string Check =>
        $"string.Join(\",\", {list.Name}.Select({describe.Name}).Concat({array}.Select(s => s.{root.Area}() + s.{root.Say}() + s)).Append({describe.Name}({table}[\"a\"])).Append({describe.Name}(({root.Text}){one}))"
        + $".Append({describe.Name}({holder}.Held)).Append({holder}.Run().ToString()).Append({holder}.By({holder}.Held)).Concat({calls}.Select(c => c())).Append({sum}.ToString()))"
        + $" + ReferenceEquals({list.Name}[0], {holder}.Held) + ReferenceEquals({list.Name}[0], {one})";

    public override string Expected => string.Join(',',
    [
        .. objects.Select(Text), $"{Area(objects[0])}{Said(objects[0])}{objects[0].Type.Shown}", Text(objects[0]), Text(objects[0]),
        Text(objects[0]), $"{Area(objects[0])}", Text(objects[0]), .. lambdas.Select(Said), $"{objects.Sum(Area)}",
    ]) + "TrueTrue";

    public override IEnumerable<string> Names => [.. types.Select(t => t.Name), root.Name, list.Name, describe.Name, array, table, one, holder, calls, sum, holderType];

    private IEnumerable<string> Sources => [root.Source, .. types.Select(t => t.SourceBelow(root))];

    public override string Begin() =>
        $" {list.Name} = new List<{root.Text}>(); {NewObject()} {NewObject()} {array} = new[] {{ {list.Name}[0] }}; {table} = new Dictionary<string, {root.Text}> {{ [\"a\"] = {list.Name}[0] }}; "
        + $"object {one} = {list.Name}[0]; {holder} = new {holderType} {{ Held = {list.Name}[0], Run = {list.Name}[0].{root.Area}, By = {describe.Name} }}; {calls} = new List<Func<string>>();";

    public override ProgramStep Next()
    {
        switch (Random.Next(14))
        {
            case 0:
                return Rename();
            case 1:
                return new("family: object", NewObject());
            case 2:
                var of = Program.Pick(objects);
                of.Side = Random.Next(100);
                return new("family: value set", $"{list.Name}[{objects.IndexOf(of)}].{root.Side} = {of.Side};");
            case 3:
                lambdas.Add(Program.Pick(objects));
                return new("family: lambda", $"{{ var o = {list.Name}[{objects.IndexOf(lambdas[^1])}]; {calls}.Add(() => o.{root.Say}()); }}", IsCommand: true);
            default:
                var before = Sources.ToList();
                var kind = Change(Program.Pick(types));
                return ProgramStep.Redefinition($"family: {kind}", [.. before.Zip(Sources)]);
        }
    }

    private string Change(FamilyType type)
    {
        switch (Random.Next(9))
        {
            case 0:
                type.Factor = Random.Next(10, 100);
                return "body of an override";
            case 1:
                root.Word++;
                return "body of the base";
            case 2:
                type.CallsBase = type.Word is null && root.Form != RootForm.Interface && Random.Next(2) == 0;
                type.Word = type.Word is null ? Random.Next(100) : null;
                return type.Word is null ? "override removed" : "override added";
            case 3:
                type.Fields.Add(NewField());
                Each(type, type.Fields[^1]);
                return "field added to a derived type";
            case 4 when root.Form != RootForm.Interface:
                root.Fields.Add(NewField());
                types.ForEach(t => Each(t, root.Fields[^1]));
                return "field added to the base";
            case 5 when root.Form != RootForm.Interface && type.Fields.Count > 0:
                root.Fields.Add(type.Fields[0]);
                types.Where(t => t != type).ToList().ForEach(t => Each(t, root.Fields[^1]));
                type.Fields = [.. type.Fields.Skip(1)];
                return "field moved to the base";
            case 6 when root.Form != RootForm.Generic && root.Fields.Count == 0 && types.All(t => !t.CallsBase):
                root.Form = (RootForm)Random.Next(3);
                return $"base to {root.Form}";
            case 7:
                root.IsRecord = !root.IsRecord;
                return root.IsRecord ? "classes to records" : "records to classes";
            default:
                type.Shown += Random.Next(10);
                return "body of ToString";
        }
    }

    private ProgramStep Rename()
    {
        var type = Program.Pick(types);
        var (path, set, prefix) = ((string, Action<string>, string))(Random.Next(7) switch
        {
            0 => (root.Name, n => root.Name = n, "Root"),
            1 => ($"{root.Name}.{root.Side}", n => root.Side = n, "Side"),
            2 => ($"{root.Name}.{root.Area}", n => root.Area = n, "Area"),
            3 => ($"{root.Name}.{root.Say}", n => root.Say = n, "Say"),
            4 => (list.Name, n => list.Name = n, "list"),
            5 => (describe.Name, n => describe.Name = n, "Describe"),
            _ when type.Fields.FirstOrDefault() is { } field => ($"{type.Name}.{field.Name}", n => field.Name = n, "F"),
            _ => (root.Name, n => root.Name = n, "Root"),
        });
        var name = Program.Fresh(prefix);
        set(name);
        return new($"rename to {prefix}", $"rename {path} {name}", IsCommand: true) { CanBeUndone = true };
    }

    private string NewObject()
    {
        var made = new FamilyObject(Program.Pick(types)) { Side = Random.Next(100) };
        made.Type.Fields.ForEach(f => made.Fields[f] = Random.Next(100));
        root.Fields.ForEach(f => made.Fields[f] = f.Initial);
        objects.Add(made);
        return $"{list.Name}.Add(new {made.Type.Name} {{ {root.Side} = {made.Side}{string.Concat(made.Type.Fields.Select(f => $", {f.Name} = {made.Fields[f]}"))} }});";
    }

    private FamilyField NewField() => new(Random.Next(100)) { Name = Program.Fresh("F") };

    private void Each(FamilyType type, FamilyField field) => objects.Where(o => o.Type == type).ToList().ForEach(o => o.Fields[field] = field.Initial);

    private static int Area(FamilyObject o) => (o.Side * o.Type.Factor) + o.Type.Fields.Sum(f => o.Fields[f]);

    private string Said(FamilyObject o)
    {
        var word = $"w{root.Word}{string.Concat(root.Fields.Select(f => o.Fields[f]))}";
        return o.Type.Word is null ? word : $"{(o.Type.CallsBase ? word : "")}o{o.Type.Word}";
    }

    private string Text(FamilyObject o) => $"{Area(o)}:{Said(o)}:{o.Type.Shown}";
}
