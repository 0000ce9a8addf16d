namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>A type that says itself when two of its values are equal, how they hash, and which comes first.</summary>
internal sealed class KeyType(string name)
{
    public static readonly string[] Kinds = ["class", "record", "struct", "record struct"];

    public string Name { get; set; } = name;

    public string Kind { get; set; } = "class";

    public List<KeyField> Fields { get; set; } = [];

    /// <summary>What equality looks at; all the fields in records that do not say it themselves.</summary>
    public List<KeyField> Compared { get; set; } = [];

    /// <summary>The compiler writes equality and hash.</summary>
    public bool IsPlainRecord { get; set; }

    public int Factor { get; set; } = 31;

    public bool IsDescending { get; set; }

    public bool IsRecord => Kind.StartsWith("record", StringComparison.Ordinal);

    private bool IsStruct => Kind.EndsWith("struct", StringComparison.Ordinal);

    public IReadOnlyList<KeyField> Equality => IsPlainRecord && IsRecord ? Fields : Compared;

    public string Source =>
        $"{Kind} {Name} : IComparable<{Name}> {{ {string.Concat(Fields.Select(f => $"public int {f.Name} = {f.Initial}; "))}{(IsStruct ? $"public {Name}() {{ }} " : "")}{(IsPlainRecord && IsRecord ? "" : EqualitySource)}"
        + $"public int CompareTo({Name}{(IsStruct ? "" : "?")} o) => {(IsDescending ? "-" : "")}({string.Join(", ", Fields.Select(f => $"{f.Name} + 0"))}{(Fields.Count == 1 ? ", 0" : "")})"
        + $".CompareTo(({string.Join(", ", Fields.Select(f => $"o{(IsStruct ? "" : "!")}.{f.Name} + 0"))}{(Fields.Count == 1 ? ", 0" : "")})); "
        + $"public override string ToString() => $\"{string.Join('/', Fields.Select(f => $"{{{f.Name}}}"))}\"; }}";

    private string EqualitySource
    {
        get
        {
            var compared = string.Join(" && ", Compared.Select(f => $"k.{f.Name} == {f.Name}"));
            var hash = string.Join(" + ", Compared.Select((f, i) => $"{f.Name} * {Factor + i}"));
            var equals = (IsRecord, IsStruct) switch
            {
                (false, _) => $"public override bool Equals(object? o) => o is {Name} k && {compared}; ",
                (_, true) => $"public bool Equals({Name} k) => {compared}; ",
                _ => $"public virtual bool Equals({Name}? k) => k is not null && {compared}; ",
            };
            return $"{equals}public override int GetHashCode() => {hash}; ";
        }
    }
}

/// <param name="initial">What a value that lacks the field gets.</param>
internal sealed class KeyField(string name, int initial)
{
    public string Name { get; set; } = name;

    public int Initial => initial;
}
