using System.Collections.Concurrent;
using Stet.Model;
using Stet.Runtime;
using Stet.Runtime.Restoring;

namespace Stet.Sessions.Variables;

/// <summary>
/// Static places of types: all of one type are a variable that no code names. Its value is in the type itself once the type has been used; before that in the store, or restored with what it
/// shares objects with and waiting for the type to be used.
/// </summary>
internal sealed partial class VariableTable
{
    private readonly ConcurrentQueue<BegunStatics> used = [];
    private readonly HashSet<ContentHash> underWay = [];
    private readonly Dictionary<string, List<WeakReference<BegunStatics>>> begun = [];
    private bool anyBegun;

    /// <summary>The static places that are loaded.</summary>
    public IReadOnlyList<Variable> Statics
    {
        get
        {
            lock (gate)
            {
                return [.. variables.Restless.Where(v => v is { Owner: not null, Slot: not null })];
            }
        }
    }

    /// <summary>Whether static places of a type have been used at all since the workspace was opened.</summary>
    public bool AnyStaticsInUse => Volatile.Read(ref anyBegun);

    /// <summary>The static places of types that have been used, also by code that still runs: what stands for those of a type, and the unit that the type is in.</summary>
    public IReadOnlyList<(string Name, string Unit)> StaticsInUse
    {
        get
        {
            lock (gate)
            {
                return begun.Count == 0 ? [] : [.. begun.SelectMany(b => b.Value.Select(p => (b.Key, Unit: p.TryGetTarget(out var statics) ? WorldLoader.UnitOf(statics.Owner.Assembly) : null)))
                    .Where(p => p.Unit is not null).Distinct()!];
            }
        }
    }

    /// <summary>The static places as they are now; null where the type has not been used in the newest world.</summary>
    public BegunStatics? StaticsNamed(string name)
    {
        lock (gate)
        {
            return begun.GetValueOrDefault(name, []).Select(b => b.TryGetTarget(out var statics) && restoring.IsNewest(statics) ? statics : null).OfType<BegunStatics>().LastOrDefault();
        }
    }

    /// <inheritdoc />
    public void Start(BegunStatics statics)
    {
        lock (gate)
        {
            NoteBegun(statics);
            if (variables.TryGetValue(StaticsName.Of(statics.Owner), out var variable))
            {
                Start(variable, statics);
            }
            else
            {
                used.Enqueue(statics);
            }
        }
    }

    /// <summary>
    /// Takes over what has been used for the first time, and gives types that were in use before, and are again since the world has changed, the values of now.
    /// </summary>
    /// <param name="since">The submission that used them.</param>
    public void SettleStatics(SubmissionNumber since)
    {
        lock (gate)
        {
            while (used.TryDequeue(out var statics))
            {
                if (restoring.IsNewest(statics) && !variables.ContainsKey(StaticsName.Of(statics.Owner)))
                {
                    var fresh = Variable.OfStatics(statics.Owner);
                    (fresh.Slot, fresh.Since) = (new StaticsSlot(fresh.Name, statics), since);
                    variables[fresh.Name] = fresh;
                }
            }

            foreach (var variable in variables.Restless.Where(v => v.Owner is not null && v.Slot is not StaticsSlot { Begun: not null }))
            {
                if (BegunOf(variable) is { } statics)
                {
                    PutBack(variable, statics);
                }
            }
        }
    }

    private void Start(Variable variable, BegunStatics statics)
    {
        if (variable.Slot is StaticsSlot { Begun: null } waiting && StaticFields.HolderOf(statics.Owner) == waiting.ValueType)
        {
            statics.StartWith(waiting.Bind(statics)!);
        }
        else if (variable.Slot is null && variable.Stored is { } stored && restoring.IsNewest(statics))
        {
            if (underWay.Contains(stored.Image))
            {
                statics.IsAwaited = true; // An object of the type is being restored together with these: they are put in place when it has been.
                return;
            }

            var image = Restored(variable);
            statics.StartWith((StaticFields)Ready(variable, image.Values[variable.Name])!);
            variable.Slot = new StaticsSlot(variable.Name, statics);
            variable.NoteRestored();
            LoadOthers(variable, image);
        }
    }

    private void NoteBegun(BegunStatics statics)
    {
        var name = StaticsName.Of(statics.Owner);
        Volatile.Write(ref anyBegun, true);
        begun[name] = [.. begun.GetValueOrDefault(name, []).Where(b => b.TryGetTarget(out _)), new(statics)];
    }

    /// <summary>The places in the newest world's type; null where it has not been used.</summary>
    private BegunStatics? BegunOf(Variable variable) =>
        StaticsNamed(variable.Name);

    private void PutBack(Variable variable, BegunStatics statics)
    {
        if (variable.Slot is StaticsSlot waiting)
        {
            statics.Write(waiting.Bind(statics)!);
        }
        else
        {
            Refill([(variable, new StaticsSlot(variable.Name, statics))]);
        }
    }

    private void TakeStatics(Variable variable, object? value)
    {
        variables[variable.Name] = variable;
        variable.Slot = new StaticsSlot(variable.Name, (StaticFields)Ready(variable, value)!);
    }

    /// <summary>Static places that come back with a variable they share objects with. Those of a type that is no more, or is broken, stay in the store.</summary>
    private void LoadStatics(Variable variable, RestoredImage image)
    {
        if (image.Values.GetValueOrDefault(variable.Name) is not StaticFields fields || fields.GetType() == typeof(StaticFields))
        {
            return;
        }

        Ready(variable, fields);
        variable.NoteRestored();
        if (BegunOf(variable) is { } statics)
        {
            (statics.IsAwaited, variable.Slot) = (false, new StaticsSlot(variable.Name, statics));
            statics.Write(fields);
        }
        else
        {
            variable.Slot = new StaticsSlot(variable.Name, fields);
        }
    }

    /// <summary>The image's values; static places in it that begin meanwhile wait for it.</summary>
    private RestoredImage Restored(Variable variable)
    {
        var image = variable.Stored?.Image ?? default;
        underWay.Add(image);
        try
        {
            return restoring.Restore(variable);
        }
        finally
        {
            underWay.Remove(image);
        }
    }

    /// <summary>Marks the static places that were live as a whole.</summary>
    private static object? Ready(Variable variable, object? value)
    {
        if (value is StaticFields fields)
        {
            foreach (var place in variable.WholePlaces)
            {
                fields.Lose(place.Path[(variable.Name.Length + 1)..]);
            }

            var stored = variable.Stored!;
            variable.Stored = stored with { LiveParts = [.. stored.LiveParts.Except(variable.WholePlaces)], Lost = [.. stored.Lost.Except(variable.WholePlaces)] };
        }

        return value;
    }
}
