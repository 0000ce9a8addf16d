using System.Text.Json;
using Stet.Sessions.Variables;
using Stet.Storage;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>What the store keeps of a reference; its name is the binding's. Field names are part of the stored format.</summary>
internal sealed record ReferencePayload(string Kind, string Version)
{
    public static string Of(Reference reference) =>
        JsonSerializer.Serialize(new(reference.Kind.ToString(), reference.Version), PayloadJson.Default.ReferencePayload);

    public static Reference Read(StoredBinding binding)
    {
        var payload = JsonSerializer.Deserialize(binding.Payload, PayloadJson.Default.ReferencePayload) ?? throw new JsonException("an empty reference payload");
        return new(Enum.Parse<ReferenceKind>(payload.Kind), binding.Name, payload.Version);
    }

    /// <summary>What a commit must contain for the step from one set of references to another.</summary>
    public static IEnumerable<BindingChange> Changes(ReferenceSet from, ReferenceSet to) =>
        to.Declared.Except(from.Declared).Select(r => new BindingChange(BindingKind.Reference, r.Name, Of(r), null))
            .Concat(from.Declared.Where(r => to.Declared.All(t => t.Name != r.Name)).Select(r => new BindingChange(BindingKind.Reference, r.Name, null, null)));
}
