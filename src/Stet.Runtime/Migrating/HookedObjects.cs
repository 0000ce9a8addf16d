using System.Reflection;
using Stet.Images;
using Stet.Runtime.Capturing;
using Stet.Runtime.Restoring;

namespace Stet.Runtime.Migrating;

/// <summary>Where an object's content begins, and what the references in it count from.</summary>
internal readonly record struct ContentPlace(int Position, int High);

/// <summary>
/// Objects that the user's own <c>Migrate</c> makes, each after those that it refers to; what stands between is filled again as soon as what it
/// refers to is made. In a circle the first sees null where the last will be; a member of the same name that it leaves null is filled when that one is made.
/// </summary>
internal sealed class HookedObjects(GraphReader graph)
{
    readonly Dictionary<int, ObjectHook> _hooks = [];
    readonly Dictionary<int, OldValue> _old = [];
    readonly List<ContentPlace> _places = [];
    readonly List<int> _owners = [];
    readonly List<(int Made, string Name, int Object)> _missed = [];
    bool _isMade;

    public bool Any => _hooks.Count > 0;

    public void Add(int id, ObjectHook hook) => _hooks.Add(id, hook);

    /// <summary>Called for each object when its content is next. True where it is one of these, and has been read.</summary>
    public bool Read(int id, ContentPlace place)
    {
        bool isHooked = _hooks.TryGetValue(id, out var hook);
        if (!_isMade && !isHooked)
        {
            _owners.Add(id);
            _places.Add(place);
        }
        if (!isHooked) return false;
        _old[id] = graph.Old(id, hook!);
        return true;
    }

    /// <summary>Makes them all.</summary>
    public void Run(ImageTables tables, ObjectExtents objects)
    {
        if (!Any) return;
        _isMade = true;
        var edges = Edges.Of(tables, objects);
        var places = _owners.Zip(_places).ToDictionary(p => p.First, p => p.Second);
        foreach (int id in edges.PostOrder(Enumerable.Range(0, edges.Objects)))
        {
            if (_hooks.TryGetValue(id, out var hook)) Make(id, hook);
            else if (places.TryGetValue(id, out var place) && RefersToHooked(edges, id)) graph.FillAgain(id, place);
        }
        foreach (var (made, name, target) in _missed)
            if (graph[made] is { } holder && graph[target] is { } value) Fill(holder, name, value);
    }

    /// <summary>Only what the hook has left open, by the rules by which members are matched.</summary>
    static void Fill(object holder, string name, object value)
    {
        var fields = Shape.Of(holder.GetType()).Fields;
        if ((fields.FirstOrDefault(f => f.Name == name) ?? fields.FirstOrDefault(f => f.Former.Contains(name))) is not { } member) return;
        var field = member.Declaring.GetField(member.Slot.Name, BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly)!;
        if (field.FieldType.IsInstanceOfType(value) && field.GetValue(holder) is null) field.SetValue(holder, value);
    }

    void Make(int id, ObjectHook hook)
    {
        object? made = hook.Call(_old[id], out string? trouble);
        graph.Made(id, made);
        _missed.AddRange(_old[id].Missed.Select(m => (id, m.Name, m.Object)));
        if (made is not null) return;
        graph.Concern(id);
        graph.Problem(trouble ?? "Migrate gave null");
    }

    bool RefersToHooked(Edges edges, int id)
    {
        foreach (int target in edges.From(id))
            if (_hooks.ContainsKey(target)) return true;
        return false;
    }
}
