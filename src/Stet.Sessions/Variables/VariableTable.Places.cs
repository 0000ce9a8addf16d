using Stet.Runtime;

namespace Stet.Sessions.Variables;

/// <summary>The slots that code may be bound to, whether or not their variable is there.</summary>
internal sealed partial class VariableTable
{
    private readonly Dictionary<string, List<WeakReference<VariableSlot>>> places = [];

    private VariableSlot<T> PlaceFor<T>(string name) => (VariableSlot<T>)PlaceFor(typeof(T), name);

    /// <summary>
    /// One slot for a name and type as long as code is bound to it, though the variable comes and goes: a function that is defined again
    /// may be the same loaded code as before.
    /// </summary>
    private VariableSlot PlaceFor(Type type, string name)
    {
        if (!places.TryGetValue(name, out var known))
        {
            places[name] = known = [];
        }

        known.RemoveAll(p => !p.TryGetTarget(out _));
        foreach (var place in known)
        {
            if (place.TryGetTarget(out var slot) && slot.ValueType == type)
            {
                return slot;
            }
        }

        var fresh = (VariableSlot)Activator.CreateInstance(typeof(VariableSlot<>).MakeGenericType(type), name)!;
        known.Add(new(fresh));
        return fresh;
    }

    /// <summary>A variable that is there again: code that is still loaded may be bound to the slot which it had.</summary>
    private void FillBound(Variable variable)
    {
        var alive = places.GetValueOrDefault(variable.Name, []).Select(p => p.TryGetTarget(out var slot) ? slot : null).OfType<VariableSlot>().ToList();
        if (alive.Count == 0 || variable.Slot is not null)
        {
            return;
        }

        try
        {
            var image = restoring.Restore(variable);
            if (image.Types.TryGetValue(variable.Name, out var type) && alive.FirstOrDefault(s => s.ValueType == type) is { } slot)
            {
                slot.Boxed = image.Values.GetValueOrDefault(variable.Name);
                variable.Slot = slot;
                variable.NoteRestored();
                LoadOthers(variable, image);
            }
        }
        catch (VariableUnavailableException)
        {
            alive.ForEach(slot => slot.Clear()); // Whoever reads the variable by name is told why.
        }
    }
}
