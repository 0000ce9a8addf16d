using System.Text.Json;
using Stet.Sessions.Variables;

namespace Stet.Sessions.Migrating;

/// <summary>What the store keeps of a value that was set aside; field names are part of the stored format.</summary>
/// <param name="Definitions">The text of the definitions of its types, by unit.</param>
internal sealed record StrandedPayload(VariablePayload Value, string Reason, IReadOnlyDictionary<string, string> Definitions)
{
    public static StrandedPayload Parse(string json) =>
        JsonSerializer.Deserialize(json, PayloadJson.Default.StrandedPayload) ?? throw new JsonException("an empty payload of a stranded value");

    public override string ToString() => JsonSerializer.Serialize(this, PayloadJson.Default.StrandedPayload);
}
