using System.Text.Json;
using Stet.Model;

namespace Stet.Protocol.Wire;

/// <summary>The nouns of Stet.Model on the wire.</summary>
internal static class ModelCodecs
{
    public static Codec<Note> Note { get; } = new(
        (json, note) =>
        {
            json.WriteString("kind"u8, note.Kind);
            json.WriteString("text"u8, note.Text);
            json.Texts("names"u8, note.Names);
        },
        e => new(e.Text("kind"), e.Text("text"), e.Texts("names")));

    public static Codec<Diagnostic> Diagnostic { get; } = new(
        (json, d) =>
        {
            json.WriteNumber("severity"u8, (int)d.Severity);
            json.WriteString("code"u8, d.Code);
            json.WriteString("message"u8, d.Message);
            json.WriteString("source"u8, d.Source);
            json.WriteNumber("line"u8, d.Line);
            json.WriteNumber("column"u8, d.Column);
            json.WriteNumber("endLine"u8, d.EndLine);
            json.WriteNumber("endColumn"u8, d.EndColumn);
            json.WriteString("lineText"u8, d.LineText);
        },
        e => new(
            (Severity)e.Int("severity"), e.Text("code"), e.Text("message"), e.Text("source"),
            e.Int("line"), e.Int("column"), e.Int("endLine"), e.Int("endColumn"), e.Text("lineText")));

    public static Codec<Outcome> Outcome { get; } = new(
        (json, outcome) =>
        {
            json.WriteNumber("n"u8, outcome.Number.Value);
            json.WriteString("code"u8, outcome.Code);
            json.WriteBoolean("ok"u8, outcome.Ok);
            json.WriteString("type"u8, outcome.Type);
            json.WriteString("text"u8, outcome.Text);
            json.WriteString("stdout"u8, outcome.Stdout);
            Diagnostic.WriteAll(json, "errors"u8, outcome.Errors);
            Note.WriteAll(json, "notes"u8, outcome.Notes);
            json.WriteNumber("ms"u8, outcome.Milliseconds);
            json.WriteBoolean("kept"u8, outcome.Kept);
        },
        e => new(
            new(e.Long("n")), e.Text("code"), e.Flag("ok"), e.TextOrNull("type"), e.TextOrNull("text"), e.Text("stdout"),
            Diagnostic.ReadAll(e.GetProperty("errors")), Note.ReadAll(e.GetProperty("notes")), e.Number("ms"), e.Flag("kept")));

    public static Codec<HistoryEntry> HistoryEntry { get; } = new(
        (json, entry) =>
        {
            json.WriteNumber("n"u8, entry.Number.Value);
            json.WriteString("session"u8, entry.Session.Value);
            json.WriteString("code"u8, entry.Code);
            json.WriteString("directory"u8, entry.Directory);
            json.WriteString("time"u8, entry.Time);
            json.WriteNumber("state"u8, (int)entry.State);
            json.WriteNumber("ms"u8, entry.Milliseconds);
            json.WriteString("type"u8, entry.Type);
            json.WriteString("result"u8, entry.Result);
            json.WriteString("output"u8, entry.Output);
        },
        e => new(
            new(e.Long("n")), new(e.Text("session")), e.Text("code"), e.Text("directory"), e.GetProperty("time").GetDateTimeOffset(),
            (EntryState)e.Int("state"), e.Number("ms"), e.TextOrNull("type"), e.TextOrNull("result"), e.Text("output")));

    public static Codec<HistoryQuery> HistoryQuery { get; } = new(
        (json, query) =>
        {
            json.WriteString("containing"u8, query.Containing);
            json.WriteNumber("before"u8, query.Before?.Value ?? long.MaxValue);
            json.WriteNumber("limit"u8, query.Limit);
            json.WriteBoolean("ownSessionFirst"u8, query.OwnSessionFirst);
        },
        e => new(e.TextOrNull("containing"), Before(e.Long("before")), e.Int("limit"), e.Flag("ownSessionFirst")));

    public static Codec<Completion> Completion { get; } = new(
        (json, completion) =>
        {
            json.WriteString("insert"u8, completion.Insert);
            json.WriteString("kind"u8, completion.Kind);
            json.WriteString("detail"u8, completion.Detail);
        },
        e => new(e.Text("insert"), e.Text("kind"), e.Text("detail")));

    public static Codec<CompletionList> CompletionList { get; } = new(
        (json, list) =>
        {
            json.WriteNumber("start"u8, list.Start);
            json.WriteNumber("length"u8, list.Length);
            Completion.WriteAll(json, "items"u8, list.Items);
        },
        e => new(e.Int("start"), e.Int("length"), Completion.ReadAll(e.GetProperty("items"))));

    public static Codec<Listing> Listing { get; } = new(
        (json, listing) =>
        {
            json.WriteString("text"u8, listing.Text);
            json.Texts("rows"u8, listing.Rows);
            Diagnostic.WriteAll(json, "errors"u8, listing.Errors);
        },
        e => new(e.Text("text"), e.Texts("rows"), Diagnostic.ReadAll(e.GetProperty("errors"))));

    private static SubmissionNumber? Before(long number) => number == long.MaxValue ? null : new SubmissionNumber(number);
}
