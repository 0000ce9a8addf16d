using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

namespace Stet.Sessions.Variables;

/// <summary>
/// Variables by name, with what is asked of all of them at every submission, so that nothing has to go through them for it: their types, and those that concern a
/// submission though it does not name them. Not safe for threads; only <see cref="Variable.Marked"/> is.
/// </summary>
internal sealed class NamedVariables
{
    /// <summary>More than one submission changes; then whoever asks compares.</summary>
    private const int MostChanges = 20_000;

    private readonly Dictionary<string, Variable> variables = [];
    private readonly ConcurrentDictionary<Variable, byte> marked = [];
    private readonly List<(ImmutableDictionary<string, string> Before, string Name)> changes = [];
    private IReadOnlyList<Variable>? sorted;

    public IReadOnlyCollection<Variable> Values => variables.Values;

    /// <summary>By name.</summary>
    public IReadOnlyList<Variable> Sorted => sorted ??= [.. variables.Values.OrderBy(v => v.Name, StringComparer.Ordinal)];

    /// <summary>Name and type of every variable, without static places.</summary>
    public ImmutableDictionary<string, string> Types { get; private set; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// Static places, variables that code which lives on can change, and those whose newest value is not in the store: by name.
    /// </summary>
    public IReadOnlyList<Variable> Restless
    {
        get
        {
            foreach (var gone in marked.Keys.Where(v => !v.IsRestless || variables.GetValueOrDefault(v.Name) != v))
            {
                marked.TryRemove(gone, out _);
            }

            return [.. marked.Keys.OrderBy(v => v.Name, StringComparer.Ordinal)];
        }
    }

    public Variable this[string name]
    {
        get => variables[name];
        set
        {
            sorted = variables.GetValueOrDefault(name) == value ? sorted : null;
            variables[name] = value;
            Mark(value);
            value.Marked = Mark;
            Retype(name, value.Owner is null ? Types.SetItem(name, value.Type) : Types.Remove(name));
        }
    }

    public Variable? GetValueOrDefault(string name) => variables.GetValueOrDefault(name);

    public bool TryGetValue(string name, [NotNullWhen(true)] out Variable? variable) => variables.TryGetValue(name, out variable);

    public bool ContainsKey(string name) => variables.ContainsKey(name);

    public bool Remove(string name) => Remove(name, out _);

    public bool Remove(string name, [NotNullWhen(true)] out Variable? variable)
    {
        if (!variables.Remove(name, out variable))
        {
            return false;
        }

        sorted = null;
        Retype(name, Types.Remove(name));
        return true;
    }

    /// <summary>
    /// Variables that came, went or got another type since <see cref="Types"/> was this; null where that is not known. Asked once for each: what was before is forgotten.
    /// </summary>
    public IReadOnlyCollection<string>? ChangedSince(ImmutableDictionary<string, string> types)
    {
        if (ReferenceEquals(types, Types))
        {
            return [];
        }

        var from = changes.FindLastIndex(c => ReferenceEquals(c.Before, types));
        var names = from < 0 ? null : changes[from..].Select(c => c.Name).ToHashSet();
        changes.Clear();
        return names;
    }

    private void Retype(string name, ImmutableDictionary<string, string> types)
    {
        if (ReferenceEquals(types, Types))
        {
            return;
        }

        if (changes.Count >= MostChanges)
        {
            changes.Clear();
        }

        changes.Add((Types, name));
        Types = types;
    }

    private void Mark(Variable variable)
    {
        if (variable.IsRestless)
        {
            marked.TryAdd(variable, 0);
        }
    }
}
