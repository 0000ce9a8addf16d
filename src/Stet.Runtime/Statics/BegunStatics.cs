using System.Reflection;
using System.Runtime.Loader;
using Stet.Runtime.Migrating;

namespace Stet.Runtime;

/// <summary>
/// The static places of one loaded type whose initialisation has begun: how they are read and written without the code of the type. Each place is known from the moment its
/// initialiser's turn comes.
/// </summary>
public sealed class BegunStatics(Type owner)
{
    private const string OfCode = "*";

    private readonly Lock gate = new();
    private readonly List<StaticPlace> places = [];
    private StaticFields? start;
    private bool hasBegun;

    public Type Owner { get; } = owner;

    internal Type Holder { get; } = StaticFields.HolderOf(owner)!;

    /// <summary>Kept values that are being restored, and are written when they have been: until then no initialiser runs.</summary>
    public bool IsAwaited { get; set; }

    /// <summary>Begins with kept values.</summary>
    public void StartWith(StaticFields kept) => start = kept;

    /// <summary>The values of now.</summary>
    public StaticFields Read()
    {
        lock (gate)
        {
            var fields = StaticFields.Empty(Holder);
            foreach (var place in places)
            {
                place.InHolder.SetValue(fields, place.InOwner.GetValue(null));
            }

            fields.Keep(places.Select(p => KeyValuePair.Create(p.Name, p.Stamp)));
            return fields;
        }
    }

    /// <summary>Puts values in place; what they do not have begins anew, and what was live in them stays as it is.</summary>
    public void Write(StaticFields values)
    {
        lock (gate)
        {
            foreach (var place in places.Where(p => !p.IsLostIn(values)))
            {
                place.InOwner.SetValue(null, place.IsIn(values) ? place.InHolder.GetValue(values) : place.Initial());
            }
        }
    }

    private UnitContext Context => AssemblyLoadContext.GetLoadContext(Owner.Assembly) as UnitContext
        ?? throw new InvalidOperationException($"{Owner} was not loaded as a unit of a workspace.");

    /// <summary>Called by static initialisers: the kept value of a place, or what its own initialiser gives.</summary>
    /// <param name="stamp">What must be as it was for a kept value to count; empty where any does, <c>*</c> where all code decides.</param>
    public T Begin<T>(string name, string stamp, Func<T> initial)
    {
        if (!hasBegun)
        {
            hasBegun = true; // Only the thread that initialises the type comes here.
            Context.Slots.Start(this);
        }

        var place = new StaticPlace(name, stamp == OfCode ? UnitContext.Of(Owner.Assembly)!.Code : stamp, Field(Owner, name), Holder.GetField(name)!, FormerNames.Of(Holder, name, null), () => initial());
        lock (gate)
        {
            places.Add(place);
        }

        return IsAwaited ? default! : start is { } kept && place.IsIn(kept) ? (T)place.InHolder.GetValue(kept)! : initial();
    }

    /// <summary>Whether every place has begun with a kept value, so that the static constructor has nothing to do.</summary>
    public bool HasAll()
    {
        lock (gate)
        {
            return IsAwaited || start is { } kept && places.All(p => p.IsIn(kept));
        }
    }

    /// <summary>Puts the kept values in place again, behind a static constructor that has run.</summary>
    public void PutBack()
    {
        lock (gate)
        {
            foreach (var place in places.Where(p => start is { } kept && p.IsIn(kept)))
            {
                place.InOwner.SetValue(null, place.InHolder.GetValue(start));
            }
        }

        start = null;
    }

    private static FieldInfo Field(Type owner, string name)
    {
        const BindingFlags own = BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return owner.GetField(name, own) ?? owner.GetField($"<{name}>k__BackingField", own)!;
    }

    /// <param name="Former">Names that the place had before.</param>
    private sealed record StaticPlace(string Name, string Stamp, FieldInfo InOwner, FieldInfo InHolder, IReadOnlyList<string> Former, Func<object?> Initial)
    {
        public bool IsIn(StaticFields values) => values.StampOf([Name, .. Former]) is { } kept and not StaticFields.LostStamp && (Stamp.Length == 0 || kept == Stamp || kept == StaticFields.RenamedStamp);

        public bool IsLostIn(StaticFields values) => values.StampOf([Name, .. Former]) is StaticFields.LostStamp;
    }
}
