using System.Collections;
using System.Diagnostics.CodeAnalysis;
using Stet.Migration;

namespace Stet.Runtime.Migrating;

/// <summary>The members of a value as it was, by name: what the <c>Migrate</c> of a project's type is given. Each is read when it is asked for.</summary>
internal sealed class OldMembers(Old old) : IReadOnlyDictionary<string, object?>
{
    public IEnumerable<string> Keys => old.Names;

    public IEnumerable<object?> Values => old.Names.Select(old.Get<object?>);

    public int Count => old.Names.Count;

    public object? this[string key] => old.Get<object?>(key);

    public bool ContainsKey(string key) => old.Has(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object? value)
    {
        value = old.Has(key) ? old.Get<object?>(key) : null;
        return old.Has(key);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => old.Names.Select(n => KeyValuePair.Create(n, old.Get<object?>(n))).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
