using Stet.Model;

namespace Stet.Sessions.Recipes;

/// <summary>The note of a submission that uses outdated variables: one, however many they are.</summary>
internal static class OutdatedNotes
{
    private const int Room = 3;

    public static Note? For(IReadOnlyDictionary<string, IReadOnlyList<OutdatedCause>> outdated)
    {
        if (outdated.Count == 0)
        {
            return null;
        }

        var names = outdated.Keys.Order(StringComparer.Ordinal).ToList();
        var told = names.Take(Room).Select(n => $"{n} ({OutdatedCause.Describe(outdated[n])})");
        var more = names.Count > Room ? $", and {names.Count - Room} more ('who' lists them)" : "";
        return new(NoteKind.Outdated, $"outdated: {string.Join(", ", told)}{more}; {WhatToDo(names, outdated)}", names);
    }

    private static string WhatToDo(List<string> names, IReadOnlyDictionary<string, IReadOnlyList<OutdatedCause>> outdated) =>
        names.Find(n => outdated[n].Any(c => c.What is "is gone" or "is broken")) is { } unmakable ? $"'why {unmakable}' says more"
            : names is [var one] ? $"'refresh {one}' makes it again" : "'refresh' makes them again";
}
