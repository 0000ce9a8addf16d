namespace Stet.Sessions.Tests.RandomPrograms.Parts;

/// <summary>Variables of all kinds that hold objects of the program. They must show what the program's list shows, and be the same objects.</summary>
internal sealed class Places(RandomProgram program, Random random) : ProgramPart(program, random)
{
    private readonly List<(ModelName Name, PlaceKind Kind, ModelObject Object)> places = [];

    public override string Check => $"string.Join(\",\", new object?[] {{ {string.Join(", ", places.SelectMany(Shown))} }})";

    public override string Expected => string.Join(',', places.SelectMany(p => p.Object.Type.WasStruct ? new[] { RandomProgram.Text(p.Object, 1) } : [RandomProgram.Text(p.Object, 1), "True"]));

    public override IEnumerable<string> Names => places.Select(p => p.Name.Name);

    public override string Begin() => "";

    public override ProgramStep Next() => Random.Next(6) switch
    {
        0 when places.Count > 0 => Rename(),
        1 when places.Where(p => !p.Object.Type.WasStruct).ToArray() is { Length: > 0 } shared => Set(Program.Pick(shared)),
        _ => Put(),
    };

    public override bool Holds(ModelType type) => places.Any(p => p.Object.Type == type || p.Object.Argument == type);

    public override bool NeedsClass(ModelType type) => places.Any(p => p.Kind.OnlyClasses && p.Object.Type == type);

    /// <summary>Alone: some of them keep their submission.</summary>
    private ProgramStep Put()
    {
        if (Program.Objects.Count == 0)
        {
            return new("object", Program.NewObject());
        }

        var of = Program.Pick(Program.Objects);
        var kind = Program.Pick([.. PlaceKind.All.Where(k => !k.OnlyClasses || !of.Type.WasStruct)]);
        places.Add((new(Program.Fresh("place")), kind, of));
        return new($"place: {kind.Name}", kind.PutText(places[^1].Name.Name, of.TypeText, Program.Known(of)), IsCommand: true) { CanBeUndone = true };
    }

    private ProgramStep Rename()
    {
        var place = Program.Pick(places).Name;
        var before = place.Name;
        place.Name = Program.Fresh("place");
        return new("rename to place", $"rename {before} {place.Name}", IsCommand: true) { CanBeUndone = true };
    }

    /// <summary>Through the place.</summary>
    private ProgramStep Set((ModelName Name, PlaceKind Kind, ModelObject Object) place)
    {
        var field = Program.Pick(place.Object.Type.Fields);
        var (source, value) = Program.NewValue(field, place.Object);
        place.Object.Fields[field] = value;
        return new("value set in a place", $"(({place.Object.TypeText}){Found(place)}!).{field.Name} = {source};");
    }

    private IEnumerable<string> Shown((ModelName Name, PlaceKind Kind, ModelObject Object) place)
    {
        yield return $"Show({Found(place)}, 1)";
        if (!place.Object.Type.WasStruct)
        {
            yield return $"ReferenceEquals({Found(place)}, {Program.All.Name}[{Program.Objects.IndexOf(place.Object)}])";
        }
    }

    private string Found((ModelName Name, PlaceKind Kind, ModelObject Object) place) => place.Kind.FoundText(place.Name.Name, place.Object.TypeText, Program.Known(place.Object));
}
