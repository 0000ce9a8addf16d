using System.Collections.Immutable;
using System.Text.Json;
using Stet.Language.Parsing;
using Stet.Sessions.Variables;
using Stet.Worlds;

namespace Stet.Sessions.Definitions;

/// <summary>What the store keeps of a definition; field names are part of the stored format.</summary>
internal sealed record DefinitionPayload(string Kind, IReadOnlyList<PartPayload> Parts)
{
    public static string Of(Definition definition) => JsonSerializer.Serialize(
        new DefinitionPayload(definition.Kind.ToString(), [.. definition.Parts.Select(p => new PartPayload(p.Text, p.Home.File, p.Home.Line, p.Namespace, p.FileUsings, p.Home.Column))]),
        PayloadJson.Default.DefinitionPayload);

    public static DefinitionKind KindOf(string json) =>
        Enum.Parse<DefinitionKind>((JsonSerializer.Deserialize(json, PayloadJson.Default.DefinitionPayload) ?? throw new JsonException("an empty definition payload")).Kind);

    /// <param name="same">A definition of that key from elsewhere: where it has the same text, it need not be read from the payload.</param>
    public static Definition Read(string key, string json, Definition? same = null)
    {
        var payload = JsonSerializer.Deserialize(json, PayloadJson.Default.DefinitionPayload) ?? throw new JsonException("an empty definition payload");
        ImmutableArray<DefinitionPart> parts = [.. payload.Parts.Select(p => new DefinitionPart(p.Text, new(p.File, p.Line, p.Column), p.Namespace, p.Usings))];
        return same is not null && same.Kind.ToString() == payload.Kind && same.Text == Definition.TextOf(parts) ? same : StoredDefinition.Read(key, Enum.Parse<DefinitionKind>(payload.Kind), parts);
    }
}

internal sealed record PartPayload(string Text, string File, int Line, string Namespace, string Usings, int Column = 1);
