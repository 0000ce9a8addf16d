using System.Globalization;
using Stet.Model;

namespace Stet.Protocol.Wire;

/// <summary>The nouns of Stet.Model on the wire.</summary>
internal static class ModelCodecs
{
    public static Codec<Note> Note { get; } = new(
        (to, note) =>
        {
            to.Text(note.Kind);
            to.Text(note.Text);
            to.Texts(note.Names);
        },
        from => new(from.Text(), from.Text(), from.Texts()));

    public static Codec<Diagnostic> Diagnostic { get; } = new(
        (to, d) =>
        {
            to.Int((int)d.Severity);
            to.Text(d.Code);
            to.Text(d.Message);
            to.Text(d.Source);
            to.Int(d.Line);
            to.Int(d.Column);
            to.Int(d.EndLine);
            to.Int(d.EndColumn);
            to.Text(d.LineText);
        },
        from => new(
            (Severity)from.Int(), from.Text(), from.Text(), from.Text(),
            from.Int(), from.Int(), from.Int(), from.Int(), from.Text()));

    public static Codec<Outcome> Outcome { get; } = new(
        (to, outcome) =>
        {
            to.Long(outcome.Number.Value);
            to.Text(outcome.Code);
            to.Flag(outcome.Ok);
            to.Text(outcome.Type);
            to.Text(outcome.Text);
            to.Text(outcome.Stdout);
            Diagnostic.WriteAll(to, outcome.Errors);
            Note.WriteAll(to, outcome.Notes);
            to.Number(outcome.Milliseconds);
            to.Flag(outcome.Kept);
        },
        from => new(
            new(from.Long()), from.Text(), from.Flag(), from.TextOrNull(), from.TextOrNull(), from.Text(),
            Diagnostic.ReadAll(from), Note.ReadAll(from), from.Number(), from.Flag()));

    public static Codec<HistoryEntry> HistoryEntry { get; } = new(
        (to, entry) =>
        {
            to.Long(entry.Number.Value);
            to.Text(entry.Session.Value);
            to.Text(entry.Code);
            to.Text(entry.Directory);
            to.Text(entry.Time.ToString("O", CultureInfo.InvariantCulture));
            to.Int((int)entry.State);
            to.Number(entry.Milliseconds);
            to.Text(entry.Type);
            to.Text(entry.Result);
            to.Text(entry.Output);
        },
        from => new(
            new(from.Long()), new(from.Text()), from.Text(), from.Text(), Time(from),
            (EntryState)from.Int(), from.Number(), from.TextOrNull(), from.TextOrNull(), from.Text()));

    public static Codec<HistoryHit> HistoryHit { get; } = new(
        (to, hit) =>
        {
            HistoryEntry.WriteAll(to, [hit.Entry]);
            to.Flag(hit.IsElsewhere);
            to.Flag(hit.IsOwn);
        },
        from => new(One(from), from.Flag(), from.Flag()));

    public static Codec<HistoryQuery> HistoryQuery { get; } = new(
        (to, query) =>
        {
            to.Text(query.Containing);
            to.Long(query.Before?.Value ?? long.MaxValue);
            to.Int(query.Limit);
            to.Flag(query.OwnSessionFirst);
        },
        from => new(from.TextOrNull(), Before(from.Long()), from.Int(), from.Flag()));

    public static Codec<Completion> Completion { get; } = new(
        (to, completion) =>
        {
            to.Text(completion.Insert);
            to.Text(completion.Kind);
            to.Text(completion.Detail);
        },
        from => new(from.Text(), from.Text(), from.Text()));

    public static Codec<CompletionList> CompletionList { get; } = new(
        (to, list) =>
        {
            to.Int(list.Start);
            to.Int(list.Length);
            Completion.WriteAll(to, list.Items);
        },
        from => new(from.Int(), from.Int(), Completion.ReadAll(from)));

    public static Codec<Listing> Listing { get; } = new(
        (to, listing) =>
        {
            to.Text(listing.Text);
            to.Texts(listing.Rows);
            Diagnostic.WriteAll(to, listing.Errors);
        },
        from => new(from.Text(), from.Texts(), Diagnostic.ReadAll(from)));

    public static Codec<MeaningChange> MeaningChange { get; } = new(
        (to, change) =>
        {
            to.Text(change.Name);
            to.Text(change.What);
            to.Text(change.Then);
            to.Text(change.Now);
        },
        from => new(from.Text(), from.Text(), from.Text(), from.Text()));

    public static Codec<RecallCheck> RecallCheck { get; } = new(
        (to, check) =>
        {
            to.Long(check.Number.Value);
            to.Text(check.Hint);
            to.Text(check.Question);
            MeaningChange.WriteAll(to, check.Changes);
            to.Flag(check.Destructive);
        },
        from => new(new(from.Long()), from.Text(), from.Text(), MeaningChange.ReadAll(from), from.Flag()));

    public static Codec<CallPlan> CallPlan { get; } = new(
        (to, plan) =>
        {
            to.Int((int)plan.Step);
            to.Text(plan.Text);
            to.Text(plan.Code);
            to.Int((int)plan.Form);
            to.Flag(plan.Json);
        },
        from => new((CallStep)from.Int(), from.Text(), from.Text(), (ValueForm)from.Int(), from.Flag()));

    public static Codec<ExportedFile> ExportedFile { get; } = new(
        (to, file) =>
        {
            to.Text(file.Path);
            to.Text(file.Content);
        },
        from => new(from.Text(), from.Text()));

    public static Codec<ExportedProject> ExportedProject { get; } = new(
        (to, project) =>
        {
            ExportedFile.WriteAll(to, project.Files);
            to.Texts(project.Told);
            to.Text(project.Trouble);
        },
        from => new(ExportedFile.ReadAll(from), from.Texts(), from.Text()));

    public static Codec<WordList> WordList { get; } = new(
        (to, list) =>
        {
            Completion.WriteAll(to, list.Words);
            to.Flag(list.Files);
        },
        from => new(Completion.ReadAll(from), from.Flag()));

    private static HistoryEntry One(FieldReader from) =>
        HistoryEntry.ReadAll(from) is [var only] ? only : throw new MalformedFrameException("A hit has one entry.");

    private static SubmissionNumber? Before(long number) => number == long.MaxValue ? null : new SubmissionNumber(number);

    private static DateTimeOffset Time(FieldReader from) =>
        DateTimeOffset.TryParseExact(from.Text(), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var time)
            ? time
            : throw new MalformedFrameException("A history entry's time is not a time.");
}
