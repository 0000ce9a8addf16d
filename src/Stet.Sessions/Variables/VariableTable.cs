using System.Collections.Immutable;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Formulas;
using Stet.Runtime.Memos;
using Stet.Runtime.Restoring;
using Stet.Sessions.Migrating;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Variables;

/// <summary>
/// All variables of the workspace. Values are restored from the store when first asked for. Only the foreground run and the engine,
/// one at a time, add or remove variables; generated code binds to slots from any thread.
/// </summary>
internal sealed partial class VariableTable(ImageRestoring restoring, Func<FormulaTable> formulas, Func<MemoTable> memos) : ISlotTable
{
    private readonly NamedVariables variables = new();
    private readonly Dictionary<string, VariableSlot> declared = [];
    private readonly HashSet<string> awaited = [];
    private readonly HashSet<string> declaring = [];
    private readonly Lock gate = new();

    public Variable? Find(string name)
    {
        lock (gate)
        {
            return variables.GetValueOrDefault(name);
        }
    }

    /// <inheritdoc />
    public FormulaTable Formulas => formulas();

    /// <inheritdoc />
    public MemoTable Memos => memos();

    /// <summary>Where the value is while code runs: also of a variable that the running submission has only just declared. Null where it is only in the store.</summary>
    public VariableSlot? SlotOf(string name)
    {
        lock (gate)
        {
            return declared.GetValueOrDefault(name) ?? variables.GetValueOrDefault(name)?.Slot;
        }
    }

    /// <summary>Loaded variables with types or code inside that another world has in another form.</summary>
    public IReadOnlyList<Variable> LeftBehind(World old, World world) => [.. All.Where(v => v.Slot is not null && IsLeftBehind(v, old, world))];

    /// <summary>Waits until it is known what is in the values that are being kept, where they may contain code or types of the workspace.</summary>
    /// <returns>Those of which it cannot be known, since they could not be kept.</returns>
    public IReadOnlyList<Variable> WaitForForms()
    {
        List<Variable> open = [.. All.Where(v => (!v.Keeping.IsCompleted || v.Trouble.Length > 0) && !PlainData.Is(v.Slot?.Boxed))];
        Task.WaitAll([.. open.Select(v => v.Keeping)]);
        return [.. open.Where(v => v.Trouble.Length > 0)];
    }

    private static bool IsLeftBehind(Variable variable, World old, World world)
    {
        if (variable.Slot!.ValueType is { IsPrimitive: true } or { FullName: "System.String" })
        {
            return false;
        }

        var units = (variable.Stored?.Units ?? []).Concat(TypeUnits.In(variable.Slot!.ValueType)).Distinct();
        return units.Any(u => !world.Units.ContainsKey(u) || !old.Units.ContainsKey(u) || world.DeepHash(u) != old.DeepHash(u));
    }

    /// <summary>Takes over what the store has, values unread.</summary>
    public void Load(IEnumerable<StoredBinding> bindings)
    {
        lock (gate)
        {
            foreach (var binding in bindings.Where(b => b.Kind == BindingKind.Variable))
            {
                variables[binding.Name] = Variable.Of(binding);
            }
        }
    }

    public void Put(Variable variable)
    {
        lock (gate)
        {
            variables[variable.Name] = variable;
        }
    }

    /// <summary>The variable has another name. Loaded code that knows the old one is of an older world by now: it finds nothing in its slot.</summary>
    /// <param name="stored">The stored forms of the variables that share objects with it, its own under the new name.</param>
    public void Rename(string old, string name, IReadOnlyDictionary<string, StoredForm> stored)
    {
        lock (gate)
        {
            variables.Remove(old, out var variable);
            var renamed = variables[name] = variable!.Called(name);
            foreach (var (other, form) in stored)
            {
                (variables[other].Stored, variables[other].Followed) = (form, form.Followed);
            }

            if (variable.Slot is { } slot)
            {
                renamed.Slot = PlaceFor(slot.ValueType, name);
                renamed.Slot.Boxed = slot.Boxed;
                slot.Clear();
            }
        }
    }

    public void Remove(string name)
    {
        lock (gate)
        {
            variables.Remove(name);
        }
    }

    /// <summary>
    /// Puts variables back to what the store says of them; null removes one. A variable that is loaded keeps its slot, since code that is
    /// loaded too (a lambda in another variable) is bound to it.
    /// </summary>
    public void Replace(IReadOnlyCollection<(string Name, StoredBinding? Binding)> changes)
    {
        lock (gate)
        {
            var bound = new List<(Variable Variable, VariableSlot Slot)>();
            var returned = new List<Variable>();
            foreach (var (name, binding) in changes)
            {
                var old = variables.GetValueOrDefault(name);
                variables.Remove(name);
                if (binding is not null)
                {
                    var variable = variables[name] = Variable.Of(binding);
                    if (old?.Slot is { } slot && old.Type == variable.Type)
                    {
                        bound.Add((variable, slot));
                    }
                    else if (old is null)
                    {
                        returned.Add(variable);
                    }
                }
            }

            foreach (var image in bound.GroupBy(b => b.Variable.Stored!.Image))
            {
                Refill([.. image]);
            }

            returned.ForEach(FillBound);
        }
    }

    /// <summary>
    /// Drops live values that the store has too; the next use restores them, as the types of the newest world. Where the slot's own type
    /// stays (an <c>object</c>, a list of objects), loaded code is bound to the slot and goes on: it is filled again at once.
    /// </summary>
    public void Evict(IReadOnlyCollection<Variable> loaded, Func<VariableSlot, bool> losesItsType)
    {
        lock (gate)
        {
            var staying = new List<(Variable Variable, VariableSlot Slot)>();
            foreach (var variable in loaded.Where(v => v.Slot is not null && v.Stored is not null && v.Trouble.Length == 0))
            {
                if (!losesItsType(variable.Slot!))
                {
                    staying.Add((variable, variable.Slot!));
                }

                variable.Stored!.Live?.Hold();
                variable.Slot = null;
            }

            foreach (var image in staying.GroupBy(s => s.Variable.Stored!.Image))
            {
                Refill([.. image]);
            }
        }
    }

    /// <summary>
    /// Puts values of new types in place. Where the slot's own type stays (an <c>object</c>, a list of objects), loaded code is bound to the slot and goes on.
    /// </summary>
    /// <param name="types">The C# types of the variables in the new world.</param>
    public void Take(IReadOnlyList<CarriedVariable> carried, IReadOnlyDictionary<string, string> types)
    {
        lock (gate)
        {
            foreach (var (_, variable, value, type) in carried)
            {
                if (variable.Owner is not null)
                {
                    TakeStatics(variable, value);
                    continue;
                }

                var slot = variable.Slot is { } loaded && loaded.ValueType == type ? loaded : PlaceFor(type, variable.Name);
                slot.Boxed = value;
                variables[variable.Name] = variable.As(types.GetValueOrDefault(variable.Name, variable.Type));
                variables[variable.Name].Slot = slot;
                variables[variable.Name].IsCarried = true;
            }
        }
    }

    /// <inheritdoc />
    public VariableSlot<T> Bind<T>(string name)
    {
        lock (gate)
        {
            if (!variables.TryGetValue(name, out var variable))
            {
                return declared.GetValueOrDefault(name) as VariableSlot<T>
                    ?? (awaited.Contains(name) ? PlaceFor<T>(name) : null)
                    ?? throw new VariableUnavailableException($"The variable {name} does not exist any more.");
            }

            if (variable.Slot is VariableSlot<T> slot)
            {
                return slot;
            }

            if (variable.Slot is not null)
            {
                throw new VariableUnavailableException($"The variable {name} has become a {variable.Type}; this code was compiled for {typeof(T).Name}.");
            }

            return RestoreAs<T>(variable);
        }
    }

    /// <inheritdoc />
    public VariableSlot<T> Declare<T>(string name)
    {
        lock (gate)
        {
            if (!declaring.Contains(name) && variables.ContainsKey(name))
            {
                return Bind<T>(name); // Code of a kept submission: it declared the variable when it ran.
            }

            var slot = PlaceFor<T>(name);
            declared[name] = slot;
            return slot;
        }
    }

    /// <summary>Variables that the submission's own definitions name and its statements will declare: until then they hold their type's default.</summary>
    public void Await(IEnumerable<string> names)
    {
        lock (gate)
        {
            awaited.Clear();
            awaited.UnionWith(names);
        }
    }

    /// <summary>Names that the code which is about to run declares: until <see cref="ForgetDeclared"/> they get slots of their own.</summary>
    public void BeginDeclaring(IEnumerable<string> names)
    {
        lock (gate)
        {
            declaring.Clear();
            declaring.UnionWith(names);
        }
    }

    /// <summary>The slot that the run declared under this name, which is then no longer pending; null when its code was never reached.</summary>
    public VariableSlot? TakeDeclared(string name)
    {
        lock (gate)
        {
            return declared.Remove(name, out var slot) ? slot : null;
        }
    }

    public void ForgetDeclared()
    {
        lock (gate)
        {
            declared.Clear();
            declaring.Clear();
        }
    }

    private VariableSlot<T> RestoreAs<T>(Variable variable)
    {
        var image = Restored(variable);
        var slot = SlotFor<T>(variable, image.Values[variable.Name]);
        variable.Slot = slot;
        variable.NoteRestored();
        LoadOthers(variable, image);
        return slot;
    }

    private void Refill(List<(Variable Variable, VariableSlot Slot)> sharers)
    {
        try
        {
            var image = Restored(sharers[0].Variable);
            foreach (var (variable, slot) in sharers)
            {
                slot.Boxed = Ready(variable, image.Values.GetValueOrDefault(variable.Name));
                variable.Slot = slot;
                variable.NoteRestored();
            }

            LoadOthers(sharers[0].Variable, image);
        }
        catch (VariableUnavailableException)
        {
            // The variables stay unloaded: whoever reads one by name is told why. Code that is bound to a slot finds nothing old in it.
            sharers.ForEach(s => s.Slot.Clear());
        }
    }

    /// <summary>
    /// The other variables of an image are loaded with it, although nobody has named them: what is changed through one of them is captured
    /// for all (<see cref="Submitting.Touched"/>), so that what they share stays shared.
    /// </summary>
    private void LoadOthers(Variable loaded, RestoredImage image)
    {
        foreach (var other in loaded.Component.Select(variables.GetValueOrDefault).OfType<Variable>().Where(v => v != loaded && v.Slot is null && v.Stored?.Image == loaded.Stored!.Image))
        {
            if (other.Owner is not null)
            {
                LoadStatics(other, image);
            }
            else if (image.Types.TryGetValue(other.Name, out var type) && image.Values.GetValueOrDefault(other.Name) is var value && IsOf(type, value))
            {
                other.Slot = PlaceFor(type, other.Name);
                other.Slot.Boxed = value;
                other.NoteRestored();
            }
        }
    }

    private static bool IsOf(Type type, object? value) =>
        value is null ? !type.IsValueType || Nullable.GetUnderlyingType(type) is not null : type.IsInstanceOfType(value);

    private VariableSlot<T> SlotFor<T>(Variable variable, object? value)
    {
        if (value is null && typeof(T).IsValueType && variable.Stored!.LiveParts.FirstOrDefault(p => p.Path == variable.Name) is { } live)
        {
            throw new VariableUnavailableException(
                $"{variable.Name} is live ({live.Type}: {live.Reason}) and did not outlive the process that made it. Make it again: it was assigned in In[{variable.Since}].");
        }

        if (value is null or T)
        {
            var slot = PlaceFor<T>(variable.Name);
            slot.Value = (T)value!;
            return slot;
        }

        throw new VariableUnavailableException($"The kept value of {variable.Name} is a {value.GetType().Name}, not a {typeof(T).Name}.");
    }
}
