using System.Collections.Immutable;

namespace Stet.Worlds;

/// <summary>Members that code uses without naming them: as extensions of other types they may matter to any code.</summary>
public static class AmbientMembers
{
    public static ImmutableHashSet<string> Names { get; } =
        ["GetEnumerator", "GetAsyncEnumerator", "Add", "Deconstruct", "GetAwaiter", "Select", "SelectMany", "Where", "OrderBy", "ThenBy", "Join", "GroupBy", "GroupJoin", "Cast", "Dispose", "GetPinnableReference", "Slice"];
}
