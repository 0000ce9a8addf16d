using Stet.Images;
using Stet.Images.Types;
using Stet.Runtime.Capturing;
using Stet.Runtime.Capturing.Codecs;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>
/// Matches the fields of a stored type with those of a type of today: by name, in the same class first, else anywhere among its bases; a
/// field with <c>[Formerly]</c> takes that of the old name where there is none of its own.
/// </summary>
internal sealed class MemberMatch(ImageTables tables, TypeResolver resolver, Func<int, Type, Codec?> codecFor, bool isMigrating)
{
    /// <summary>What became of each field, for the report.</summary>
    public List<FieldMismatch> Mismatches { get; } = [];

    public MatchedCodec Match(int index, Type type)
    {
        var shape = Shape.Of(type);
        var stored = Stored(index).ToList();
        var targets = Targets(stored, shape);
        var taken = targets.OfType<ShapeField>().ToHashSet();
        var added = shape.Fields.Where(f => !taken.Contains(f)).ToList();
        var derived = isMigrating ? shape.Fields.Where(f => f.Derive is not null).ToList() : [.. added.Where(f => f.Derive is not null)];
        var fields = stored.Select((field, i) => FieldOf(field.Field, targets[i], type)).ToList();
        Note(type, stored, targets, added);
        return new(type, tables.Record(index)!, fields, added, derived);
    }

    /// <summary>All fields of a stored type, those of its bases first, with the class that declared each.</summary>
    IEnumerable<(string Level, FieldRecord Field)> Stored(int index)
    {
        var record = tables.Record(index)!;
        var above = record.Base == 0 ? [] : Stored(record.Base);
        return above.Concat(record.Fields.Select(f => (record.Name, f)));
    }

    ShapeField?[] Targets(List<(string Level, FieldRecord Field)> stored, Shape shape)
    {
        var targets = new ShapeField?[stored.Count];
        var free = shape.Fields.ToList();
        var names = stored.Select(s => MemberNames.Shown(resolver.Names.Member(s.Level, s.Field.Name))).ToArray();
        void Take(Func<int, ShapeField, bool> fits)
        {
            for (int i = 0; i < targets.Length; i++)
            {
                if (targets[i] is not null || free.FirstOrDefault(f => fits(i, f)) is not { } found) continue;
                targets[i] = found;
                free.Remove(found);
            }
        }
        Take((i, f) => f.Name == names[i] && TypeDefinitions.IsSameName(resolver.Names.Type(stored[i].Level), NameOf(f.Declaring)));
        Take((i, f) => f.Name == names[i]);
        Take((i, f) => f.Former.Contains(names[i]));
        return targets;
    }

    static string? NameOf(Type declaring) => declaring.IsGenericType ? declaring.GetGenericTypeDefinition().FullName : declaring.FullName;

    MatchedField FieldOf(FieldRecord stored, ShapeField? target, Type type)
    {
        string name = MemberNames.Shown(stored.Name);
        var skip = new SkipCodec(tables, stored.Type);
        if (target is null || isMigrating && (target.Derive is not null || target.IsLazy)) return new(name, skip, 0, stored.Offset);
        var codec = codecFor(stored.Type, target.Slot.FieldType) ?? new UnfitCodec(skip, Unfit(name, stored, target, type));
        return new(name, codec, target.Slot.Offset, stored.Offset);
    }

    string Unfit(string name, FieldRecord stored, ShapeField target, Type type) =>
        $"it was of type {Describe(stored.Type)}, and {target.Name} is of type {TypeNames.Of(target.Slot.FieldType)} now{Hint(type)}";

    /// <summary>Static places have no object that a <c>Migrate</c> could make.</summary>
    static string Hint(Type type) => typeof(StaticFields).IsAssignableFrom(type) ? "" : $"; {MigrationRules.Signature(type, TypeNames.Of(type))} can say how";

    string Describe(int index)
    {
        try
        {
            return TypeNames.Of(resolver.Resolve(index));
        }
        catch (UnfitTypeException)
        {
            return tables.Record(index)?.Name ?? "value";
        }
    }

    void Note(Type type, List<(string Level, FieldRecord Field)> stored, ShapeField?[] targets, List<ShapeField> added)
    {
        if (type == typeof(StaticFields)) return;
        string name = TypeNames.Of(type);
        for (int i = 0; i < targets.Length; i++)
            if (targets[i] is null) Mismatches.Add(new(name, MemberNames.Shown(stored[i].Field.Name), InImage: true));
        foreach (var field in added) Mismatches.Add(new(name, field.Name, InImage: false));
    }
}
