namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>
/// Dictionaries and sets whose keys' equality, hash and order change, mostly in their bodies only: every key is found by one that is made anew, and what is sorted is in the order of today.
/// Where keys would be equal, the change is refused.
/// </summary>
internal sealed class Keys : ProgramPart
{
    private readonly KeyType type;
    private readonly string wrapper;
    private readonly List<Dictionary<KeyField, int>> keys = [];
    private readonly (string Name, KeyHolder Holder)[] held;

    public Keys(RandomProgram program, Random random)
        : base(program, random)
    {
        type = new(program.Fresh("Key")) { Kind = program.Pick(KeyType.Kinds), IsPlainRecord = random.Next(3) == 0, Fields = [NewField(), NewField()] };
        type.Compared = [.. type.Fields];
        wrapper = program.Fresh("Wrap");
        held = [.. KeyHolder.All.OrderBy(_ => random.Next()).Take(3).Select(h => (program.Fresh("by"), h))];
        var pairs = Enumerable.Range(0, 9).OrderBy(_ => random.Next()).Take(3);
        keys.AddRange(pairs.Select(p => new Dictionary<KeyField, int> { [type.Fields[0]] = p / 3, [type.Fields[1]] = p % 3 }));
    }

    public override IEnumerable<string> Definitions => [type.Source, $"record {wrapper}({type.Name} Inner);"];

    public override string Check => string.Join(" + ", held.SelectMany(h => keys.Select(k => Filled(h, h.Holder.Find, k)).Append($"\"{h.Name}\"")
        .Concat(h.Holder.Ordered is { } ordered ? [$"string.Join(\",\", {Filled(h, ordered, keys[0])})"] : [])));

    public override string Expected => string.Concat(held.Select(h => $"{string.Concat(keys.Select((_, i) => h.Holder.Find.Contains("Contains", StringComparison.Ordinal) ? "True" : $"{i}"))}{h.Name}{(h.Holder.Ordered is null ? "" : Sorted())}"));

    public override IEnumerable<string> Names => [type.Name, wrapper, .. held.Select(h => h.Name)];

    public override string Begin() => string.Concat(held.Select(h =>
    {
        Program.Count($"keys: {h.Holder.Name}");
        return $" {h.Name} = new {Filled(h, h.Holder.Type, keys[0])}(); {string.Concat(keys.Select((k, i) => $"{Filled(h, h.Holder.Add, k, i)} "))}";
    }));

    public override ProgramStep Next()
    {
        if (Random.Next(6) == 0)
        {
            return Rename();
        }

        var (before, was) = (type.Source, (type.Fields, type.Compared, type.Kind, type.IsPlainRecord));
        var kind = Change();
        var source = type.Source;
        if (AreDistinct())
        {
            return ProgramStep.Redefinition($"keys: {kind}", (before, source));
        }

        (type.Fields, type.Compared, type.Kind, type.IsPlainRecord) = was;
        return new($"keys that would be equal: {kind}", source, "STET0102");
    }

    private string Change()
    {
        var field = Program.Pick(type.Fields);
        switch (Random.Next(8))
        {
            case 0:
                type.IsDescending = !type.IsDescending;
                return "order turned round";
            case 1 when type.Fields.Count > 1:
                type.Fields = [.. type.Fields.Skip(1), type.Fields[0]];
                return "order by another field";
            case 2:
                type.Fields = [.. type.Fields, NewField()];
                keys.ForEach(k => k[type.Fields[^1]] = type.Fields[^1].Initial);
                type.Compared = [.. type.Compared, type.Fields[^1]];
                return "field added";
            case 3 when type.Fields.Count > 1:
                type.Fields = [.. type.Fields.Where(f => f != field)];
                type.Compared = [.. type.Compared.Where(f => f != field)];
                type.Compared = type.Compared.Count == 0 ? [.. type.Fields] : type.Compared;
                return "field removed";
            case 4 when type.Compared.Count > 1:
                type.Compared = [.. type.Compared.Where(f => f != field)];
                return "equality by fewer fields";
            case 5:
                type.Kind = Program.Pick([.. KeyType.Kinds.Where(k => k != type.Kind)]);
                return $"to {type.Kind}";
            case 6:
                type.IsPlainRecord = !type.IsPlainRecord;
                return "equality by the compiler or by hand";
            default:
                type.Factor++;
                return "hash";
        }
    }

    private ProgramStep Rename()
    {
        var field = Program.Pick(type.Fields);
        var name = Program.Fresh("F");
        var (path, before) = Random.Next(2) == 0 ? (type.Name, "Key") : ($"{type.Name}.{field.Name}", "F");
        if (before == "Key")
        {
            name = type.Name = Program.Fresh("Key");
        }
        else
        {
            field.Name = name;
        }

        return new($"rename to {before}", $"rename {path} {name}", IsCommand: true) { CanBeUndone = true };
    }

    /// <summary>By equality, and by order, which looks at all fields.</summary>
    private bool AreDistinct() => keys.Select(k => Values(k, type.Equality)).Distinct().Count() == keys.Count && keys.Select(k => Values(k, type.Fields)).Distinct().Count() == keys.Count;

    private string Sorted()
    {
        var all = keys.OrderBy(k => type.Fields.Select(f => k[f]).ToArray(), Comparer<int[]>.Create((a, b) => a.Zip(b).Select(p => p.First.CompareTo(p.Second)).FirstOrDefault(c => c != 0))).Select(k => Values(k, type.Fields));
        return string.Join(',', type.IsDescending ? all.Reverse() : all);
    }

    private static string Values(Dictionary<KeyField, int> key, IEnumerable<KeyField> fields) => string.Join('/', fields.Select(f => key[f]));

    private string Filled((string Name, KeyHolder Holder) place, string text, Dictionary<KeyField, int> key, int number = 0) =>
        KeyHolder.Filled(text, place.Name, type.Name, wrapper, $"new {type.Name} {{ {string.Join(", ", type.Fields.Select(f => $"{f.Name} = {key[f]}"))} }}", number);

    private KeyField NewField() => new(Program.Fresh("F"), Random.Next(9));
}
