using System.Collections;

namespace Stet.Display;

/// <summary>Key and value of a dictionary's element, whichever dictionary it came from.</summary>
internal static class Entries
{
    public static (object? Key, object? Value, Type ValueType) Of(object entry)
    {
        if (entry is DictionaryEntry plain)
        {
            return (plain.Key, plain.Value, typeof(object));
        }

        var type = entry.GetType();
        return (type.GetProperty("Key")!.GetValue(entry), type.GetProperty("Value")!.GetValue(entry), type.GetGenericArguments()[1]);
    }
}
