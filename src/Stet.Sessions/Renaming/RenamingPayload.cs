using System.Text.Json;
using Stet.Language.Renaming;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Renaming;

/// <summary>What the store keeps of a renaming; field names are part of the stored format.</summary>
/// <param name="Kind">A <see cref="RenamedKind"/>.</param>
/// <param name="From">As it was written: <c>Vec.Len</c>.</param>
/// <param name="Stored">The names by which values that were stored before know what was renamed.</param>
/// <param name="Files">What was changed in which file, so that <c>undo</c> gives the files back as they were.</param>
internal sealed record RenamingPayload(string Kind, string From, string To, IReadOnlyList<RenamedName> Stored, IReadOnlyDictionary<string, FileEdits> Files)
{
    public string OldName => From[(From.LastIndexOf('.') + 1)..].Split('`')[0];

    public string NewName => To[(To.LastIndexOf('.') + 1)..];

    public static RenamingPayload Parse(string json) =>
        JsonSerializer.Deserialize(json, PayloadJson.Default.RenamingPayload) ?? throw new JsonException("an empty payload of a renaming");

    public override string ToString() => JsonSerializer.Serialize(this, PayloadJson.Default.RenamingPayload);
}

/// <param name="Before">Hash of the file before.</param>
/// <param name="After">Hash of the file after.</param>
internal sealed record FileEdits(string Before, string After, IReadOnlyList<TextEdit> Edits);
