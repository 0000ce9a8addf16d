using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Stet.Model;

namespace Stet.Protocol.Printing;

/// <summary>
/// What <c>--json</c> prints for a submission, on one line:
/// <c>{"n":1,"code":"1+1","ok":true,"type":"int","text":"2","stdout":"","errors":[],"notes":[],"ms":3.1,"kept":true}</c>.
/// </summary>
public static class OutcomeJson
{
    /// <summary>The output is read by programs and people, never put into a web page: <c>+</c> stays <c>+</c>.</summary>
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(Outcome outcome) => Write(json =>
    {
        json.WriteNumber("n"u8, outcome.Number.Value);
        json.WriteString("code"u8, outcome.Code);
        json.WriteBoolean("ok"u8, outcome.Ok);
        json.WriteString("type"u8, outcome.Type);
        json.WriteString("text"u8, outcome.Text);
        json.WriteString("stdout"u8, outcome.Stdout);
        json.WriteStartArray("errors"u8);
        foreach (var error in outcome.Errors)
        {
            json.WriteStartObject();
            Write(json, error);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notes"u8);
        foreach (var note in outcome.Notes)
        {
            Write(json, note);
        }

        json.WriteEndArray();
        json.WriteNumber("ms"u8, Math.Round(outcome.Milliseconds, 1));
        json.WriteBoolean("kept"u8, outcome.Kept);
    });

    /// <summary>A later line about an earlier submission: <c>{"n":1,"kept":true}</c>.</summary>
    public static string Kept(SubmissionNumber number) => Write(json =>
    {
        json.WriteNumber("n"u8, number.Value);
        json.WriteBoolean("kept"u8, true);
    });

    /// <summary>A later line about an earlier submission: <c>{"n":1,"note":{"kind","text","names"}}</c>; n is 0 where it is about none.</summary>
    public static string Noted(SubmissionNumber number, Note note) => Write(json =>
    {
        json.WriteNumber("n"u8, number.Value);
        json.WritePropertyName("note"u8);
        Write(json, note);
    });

    /// <summary>One error of a listing, on a line of its own: <c>{"code","message","source","line","column"}</c>.</summary>
    public static string Of(Diagnostic diagnostic) => Write(json => Write(json, diagnostic));

    private static void Write(Utf8JsonWriter json, Diagnostic error)
    {
        json.WriteString("code"u8, error.Code);
        json.WriteString("message"u8, error.Message);
        json.WriteString("source"u8, error.Source);
        json.WriteNumber("line"u8, error.Line);
        json.WriteNumber("column"u8, error.Column);
    }

    private static void Write(Utf8JsonWriter json, Note note)
    {
        json.WriteStartObject();
        json.WriteString("kind"u8, note.Kind);
        json.WriteString("text"u8, note.Text);
        json.WriteStartArray("names"u8);
        foreach (var name in note.Names)
        {
            json.WriteStringValue(name);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static string Write(Action<Utf8JsonWriter> members)
    {
        var bytes = new ArrayBufferWriter<byte>(512);
        using (var json = new Utf8JsonWriter(bytes, Plain))
        {
            json.WriteStartObject();
            members(json);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }
}
