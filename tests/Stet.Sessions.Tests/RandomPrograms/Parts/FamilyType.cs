namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>The type that the others of a family derive from.</summary>
internal enum RootForm
{
    AbstractClass,
    Class,
    Interface,
    Generic,
}

/// <summary>The root of a family: a virtual member with a body, and one that others must give a body to.</summary>
internal sealed class FamilyRoot(string name, RootForm form)
{
    public string Name { get; set; } = name;

    public RootForm Form { get; set; } = form;

    public bool IsRecord { get; set; }

    public string Side { get; set; } = "Side";

    public string Area { get; set; } = "Area";

    public string Say { get; set; } = "Say";

    /// <summary>What <see cref="Say"/> says where no override does.</summary>
    public int Word { get; set; }

    public List<FamilyField> Fields { get; set; } = [];

    public string Text => Form == RootForm.Generic ? $"{Name}<int>" : Name;

    public string Keyword => IsRecord ? "record" : "class";

    public string Source
    {
        get
        {
            var fields = string.Concat(Fields.Select(f => $"{f.Source} "));
            var said = string.Concat(Fields.Select(f => $" + {f.Name}"));
            return Form switch
            {
                RootForm.Interface => $"interface {Name} {{ int {Side} {{ get; set; }} int {Area}(); string {Say}() => \"w{Word}\"; }}",
                RootForm.Class => $"{Keyword} {Name} {{ public int {Side}; {fields}public virtual int {Area}() => 0; public virtual string {Say}() => \"w{Word}\"{said}; }}",
                RootForm.Generic => $"abstract {Keyword} {Name}<T> {{ public T {Side} = default!; {fields}public abstract int {Area}(); public virtual string {Say}() => \"w{Word}\"{said}; }}",
                _ => $"abstract {Keyword} {Name} {{ public int {Side}; {fields}public abstract int {Area}(); public virtual string {Say}() => \"w{Word}\"{said}; }}",
            };
        }
    }
}

/// <summary>A type of the family. Its area is computed from the side and its own fields; what it says is the root's word where it does not override it.</summary>
internal sealed class FamilyType(string name)
{
    public string Name { get; set; } = name;

    public List<FamilyField> Fields { get; set; } = [];

    public int Factor { get; set; }

    /// <summary>What its override says; null where it has none.</summary>
    public int? Word { get; set; }

    /// <summary>The override says what the base says, too.</summary>
    public bool CallsBase { get; set; }

    /// <summary>The text that it shows itself as.</summary>
    public string Shown { get; set; } = $"{name}s";

    public string SourceBelow(FamilyRoot root)
    {
        var (side, overrides) = root.Form == RootForm.Interface ? ($"public int {root.Side} {{ get; set; }} ", "") : ("", "override ");
        return $"{root.Keyword} {Name} : {root.Text} {{ {side}{string.Concat(Fields.Select(f => $"{f.Source} "))}"
            + $"public {overrides}int {root.Area}() => {root.Side} * {Factor}{string.Concat(Fields.Select(f => $" + {f.Name}"))}; "
            + (Word is { } word ? $"public {overrides}string {root.Say}() => {(CallsBase ? $"base.{root.Say}() + " : "")}\"o{word}\"; " : "")
            + $"public override string ToString() => \"{Shown}\"; }}";
    }
}

/// <param name="initial">What a value that lacks the field gets.</param>
internal sealed class FamilyField(int initial)
{
    public required string Name { get; set; }

    public int Initial => initial;

    public string Source => $"public int {Name} = {initial};";
}

internal sealed class FamilyObject(FamilyType type)
{
    public FamilyType Type { get; } = type;

    public int Side { get; set; }

    public Dictionary<FamilyField, int> Fields { get; } = [];
}
