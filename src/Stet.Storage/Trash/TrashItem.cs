using System.Text.Json.Serialization;

namespace Stet.Storage.Trash;

public enum TrashKind
{
    /// <summary>Nothing was there.</summary>
    Absent,
    File,
    Folder,

    /// <summary>A symbolic link.</summary>
    Link,
}

/// <summary>What was at a path, so that it can be there again.</summary>
/// <param name="Path">Absolute.</param>
/// <param name="Mode">Permissions, as numbers; 0 where the system has none.</param>
/// <param name="Modified">In nanoseconds since 1970, UTC.</param>
/// <param name="Target">What a symbolic link leads to; empty for others.</param>
/// <param name="Stored">Name of the file that holds the content; empty for what has none.</param>
/// <param name="Identity">Tells whether it is still the same file.</param>
public sealed record TrashItem(string Path, TrashKind Kind, int Mode, long Modified, long Size, string Target, string Stored, string Identity);

/// <summary>What one submission destroyed.</summary>
/// <param name="Number">The submission.</param>
public sealed record TrashRecord(long Number, DateTimeOffset Time, IReadOnlyList<TrashItem> Items)
{
    public long Bytes => Items.Where(i => i.Stored.Length > 0).Sum(i => i.Size);
}

[JsonSerializable(typeof(TrashRecord))]
internal sealed partial class TrashJson : JsonSerializerContext;
