using System.Text.Json;
using System.Text.Json.Serialization;

namespace Stet.Sessions.Variables;

/// <summary>What the store keeps of a variable beside its value; field names are part of the stored format.</summary>
/// <param name="Owner">The type whose static places it is; null for a variable.</param>
internal sealed record VariablePayload(
    string Type, IReadOnlyList<string> Roots, IReadOnlyList<string> Units, IReadOnlyList<StoredLivePart> LiveParts, bool Immutable, long Bytes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<StoredLivePart>? Lost = null, bool Shareable = true,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Owner = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Recipes.Recipe? Recipe = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] IReadOnlyList<string>? Followed = null)
{
    public static VariablePayload Parse(string json) =>
        JsonSerializer.Deserialize(json, PayloadJson.Default.VariablePayload) ?? throw new JsonException("an empty variable payload");

    public override string ToString() => JsonSerializer.Serialize(this, PayloadJson.Default.VariablePayload);
}

[JsonSerializable(typeof(VariablePayload))]
[JsonSerializable(typeof(Definitions.DefinitionPayload))]
[JsonSerializable(typeof(Definitions.ReferencePayload))]
[JsonSerializable(typeof(Commands.PositionPayload))]
[JsonSerializable(typeof(Migrating.StrandedPayload))]
[JsonSerializable(typeof(Renaming.RenamingPayload))]
[JsonSerializable(typeof(Meanings.Meaning))]
internal sealed partial class PayloadJson : JsonSerializerContext;
