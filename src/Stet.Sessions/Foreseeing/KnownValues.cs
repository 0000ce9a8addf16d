using System.Globalization;
using Stet.Runtime;

namespace Stet.Sessions.Foreseeing;

/// <summary>Values of workspace variables, for an analysis to look at: the live one, or a copy of the stored one. Nothing of the user's is run.</summary>
internal sealed class KnownValues(Engine engine)
{
    /// <summary>A larger value is not restored just to be looked at.</summary>
    private const long Limit = 1 << 20;

    /// <summary>Null where there is no value, or where it cannot be had.</summary>
    public object? Of(string name)
    {
        if (engine.Variables.Find(name) is not { } variable || variable.Slot is { } slot && slot.Boxed is null)
        {
            return null;
        }

        return variable.Slot?.Boxed ?? (variable.Stored is { Bytes: <= Limit } stored && variable.Gone is null ? Restored(name, stored) : null);
    }

    /// <summary>The value as arguments of a program; null where it is nothing that a path can be.</summary>
    public IReadOnlyList<string>? Texts(string name) => TextsOf(Of(name));

    public static IReadOnlyList<string>? TextsOf(object? value) => value switch
    {
        string text => [text],
        FileSystemInfo info => [info.FullName],
        Uri uri => [uri.ToString()],
        IReadOnlyCollection<string> { Count: <= 100_000 } texts when IsPlain(texts) => [.. texts],
        IReadOnlyCollection<FileSystemInfo> { Count: <= 100_000 } infos when IsPlain(infos) => [.. infos.Select(i => i.FullName)],
        IFormattable number when value.GetType().IsPrimitive => [number.ToString(null, CultureInfo.InvariantCulture)],
        _ => null,
    };

    /// <summary>A collection of the framework: going through it runs nothing of the user's.</summary>
    private static bool IsPlain(object collection) => collection is Array || collection.GetType() is { IsGenericType: true } type
        && (type.GetGenericTypeDefinition() == typeof(List<>) || type.GetGenericTypeDefinition() == typeof(HashSet<>) || type.GetGenericTypeDefinition() == typeof(Queue<>));

    private object? Restored(string name, Variables.StoredForm stored)
    {
        try
        {
            return engine.Restoring.Restore(name, stored, engine.Restoring).GetValueOrDefault(name);
        }
        catch (VariableUnavailableException)
        {
            return null; // Using the variable says why.
        }
    }
}
