using System.Text.Json;
using Stet.Model;

namespace Stet.Protocol.Wire;

/// <summary>The protocol's own messages on the wire.</summary>
internal static class MessageCodecs
{
    public static Codec<Hello> Hello { get; } = new(
        (json, m) =>
        {
            json.WriteNumber("protocol"u8, m.Protocol);
            json.WriteString("version"u8, m.Version);
        },
        e => new(e.Int("protocol"), e.Text("version")));

    public static Codec<Welcome> Welcome { get; } = new(
        (json, m) =>
        {
            json.WriteNumber("protocol"u8, m.Protocol);
            json.WriteString("version"u8, m.Version);
            json.WriteString("program"u8, m.Program);
            json.WriteBoolean("inUse"u8, m.InUse);
            json.WriteNumber("processId"u8, m.ProcessId);
            json.WriteString("folder"u8, m.Folder);
        },
        e => new(e.Int("protocol"), e.Text("version"), e.Text("program"), e.Flag("inUse"), e.Int("processId"), e.Text("folder")));

    public static Codec<Refused> Refused { get; } = new(
        (json, m) =>
        {
            json.WriteString("reason"u8, m.Reason);
            json.WriteString("message"u8, m.Message);
        },
        e => new(e.Text("reason"), e.Text("message")));

    public static Codec<Stop> Stop { get; } = new((json, m) => json.WriteBoolean("force"u8, m.Force), e => new(e.Flag("force")));

    public static Codec<Stopping> Stopping { get; } = new((json, m) => json.WriteString("why"u8, m.Why), e => new(e.Text("why")));

    public static Codec<Attach> Attach { get; } = new(
        (json, m) =>
        {
            json.WriteString("directory"u8, m.Directory);
            json.WriteString("frontEnd"u8, m.FrontEnd);
            json.WriteNumber("width"u8, m.Width);
        },
        e => new(e.Text("directory"), e.Text("frontEnd"), e.Int("width")));

    public static Codec<Attached> Attached { get; } = new(
        (json, m) =>
        {
            json.WriteString("session"u8, m.Session.Value);
            ModelCodecs.Note.WriteAll(json, "greeting"u8, m.Greeting);
        },
        e => new(new(e.Text("session")), ModelCodecs.Note.ReadAll(e.GetProperty("greeting"))));

    public static Codec<Empty> Empty { get; } = new((_, _) => { }, _ => Wire.Empty.Value);

    public static Codec<Submit> Submit { get; } = new((json, m) => json.WriteString("code"u8, m.Code), e => new(e.Text("code")));

    public static Codec<NumberIs> NumberIs { get; } = new(
        (json, m) => json.WriteNumber("n"u8, m.Number.Value), e => new(new SubmissionNumber(e.Long("n"))));

    public static Codec<Waiting> Waiting { get; } = new((json, m) => json.WriteString("reason"u8, m.Reason), e => new(e.Text("reason")));

    public static Codec<Output> Output { get; } = new(
        (json, m) =>
        {
            json.WriteString("text"u8, m.Text);
            json.WriteBoolean("isError"u8, m.IsError);
        },
        e => new(e.Text("text"), e.Flag("isError")));

    public static Codec<Complete> Complete { get; } = new(
        (json, m) =>
        {
            json.WriteString("text"u8, m.Text);
            json.WriteNumber("position"u8, m.Position);
        },
        e => new(e.Text("text"), e.Int("position")));

    public static Codec<InputText> InputText { get; } = new((json, m) => json.WriteString("text"u8, m.Text), e => new(e.Text("text")));

    /// <summary>Three numbers for each span, in one array: colours are asked for at every keystroke.</summary>
    public static Codec<Classified> Classified { get; } = new(
        (json, m) =>
        {
            json.WriteStartArray("spans"u8);
            foreach (var span in m.Spans)
            {
                json.WriteNumberValue(span.Start);
                json.WriteNumberValue(span.Length);
                json.WriteNumberValue((int)span.Class);
            }

            json.WriteEndArray();
        },
        e => new(Spans(e.GetProperty("spans"))));

    public static Codec<InputStateIs> InputStateIs { get; } = new(
        (json, m) => json.WriteNumber("state"u8, (int)m.State), e => new((InputState)e.Int("state")));

    public static Codec<HistoryIs> HistoryIs { get; } = new(
        (json, m) => ModelCodecs.HistoryEntry.WriteAll(json, "entries"u8, m.Entries),
        e => new(ModelCodecs.HistoryEntry.ReadAll(e.GetProperty("entries"))));

    public static Codec<List> List { get; } = new((json, m) => json.WriteString("command"u8, m.Command), e => new(e.Text("command")));

    public static Codec<StatusIs> StatusIs { get; } = new(
        (json, m) =>
        {
            json.WriteBoolean("busy"u8, m.Busy);
            json.WriteNumber("sessions"u8, m.Sessions);
        },
        e => new(e.Flag("busy"), e.Int("sessions")));

    private static ClassifiedSpan[] Spans(JsonElement numbers)
    {
        var spans = new ClassifiedSpan[numbers.GetArrayLength() / 3];
        for (var i = 0; i < spans.Length; i++)
        {
            spans[i] = new(numbers[3 * i].GetInt32(), numbers[(3 * i) + 1].GetInt32(), (TokenClass)numbers[(3 * i) + 2].GetInt32());
        }

        return spans;
    }
}
