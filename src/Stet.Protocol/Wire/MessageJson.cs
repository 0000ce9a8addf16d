using System.Text.Json;
using System.Text.Json.Serialization;
using Stet.Model;

namespace Stet.Protocol.Wire;

/// <summary>How messages are written as JSON. Generated at build time: a front end must not spend its start on reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    Converters = [typeof(SubmissionNumberConverter), typeof(SessionIdConverter)])]
[JsonSerializable(typeof(Hello))]
[JsonSerializable(typeof(Welcome))]
[JsonSerializable(typeof(Refused))]
[JsonSerializable(typeof(Stop))]
[JsonSerializable(typeof(Stopping))]
[JsonSerializable(typeof(Attach))]
[JsonSerializable(typeof(Attached))]
[JsonSerializable(typeof(Submit))]
[JsonSerializable(typeof(Empty))]
[JsonSerializable(typeof(NumberIs))]
[JsonSerializable(typeof(Waiting))]
[JsonSerializable(typeof(Output))]
[JsonSerializable(typeof(Outcome))]
[JsonSerializable(typeof(Note))]
[JsonSerializable(typeof(Complete))]
[JsonSerializable(typeof(CompletionList))]
[JsonSerializable(typeof(InputText))]
[JsonSerializable(typeof(Classified))]
[JsonSerializable(typeof(InputStateIs))]
[JsonSerializable(typeof(HistoryQuery))]
[JsonSerializable(typeof(HistoryIs))]
[JsonSerializable(typeof(List))]
[JsonSerializable(typeof(Listing))]
[JsonSerializable(typeof(StatusIs))]
internal sealed partial class MessageJson : JsonSerializerContext;

internal sealed class SubmissionNumberConverter : JsonConverter<SubmissionNumber>
{
    public override SubmissionNumber Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetInt64());

    public override void Write(Utf8JsonWriter writer, SubmissionNumber value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value.Value);
}

internal sealed class SessionIdConverter : JsonConverter<SessionId>
{
    public override SessionId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("A session id is a text."));

    public override void Write(Utf8JsonWriter writer, SessionId value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.Value);
}
