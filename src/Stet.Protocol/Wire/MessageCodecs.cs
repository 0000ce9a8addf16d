using Stet.Model;

namespace Stet.Protocol.Wire;

/// <summary>The protocol's own messages on the wire.</summary>
internal static class MessageCodecs
{
    public static Codec<Hello> Hello { get; } = new(
        (to, m) =>
        {
            to.Int(m.Protocol);
            to.Text(m.Version);
        },
        from => new(from.Int(), from.Text()));

    public static Codec<Welcome> Welcome { get; } = new(
        (to, m) =>
        {
            to.Int(m.Protocol);
            to.Text(m.Version);
            to.Text(m.Program);
            to.Flag(m.InUse);
            to.Int(m.ProcessId);
            to.Text(m.Folder);
        },
        from => new(from.Int(), from.Text(), from.Text(), from.Flag(), from.Int(), from.Text()));

    public static Codec<Refused> Refused { get; } = new(
        (to, m) =>
        {
            to.Text(m.Reason);
            to.Text(m.Message);
        },
        from => new(from.Text(), from.Text()));

    public static Codec<Stop> Stop { get; } = new((to, m) => to.Flag(m.Force), from => new(from.Flag()));

    public static Codec<Stopping> Stopping { get; } = new((to, m) => to.Text(m.Why), from => new(from.Text()));

    public static Codec<Attach> Attach { get; } = new(
        (to, m) =>
        {
            to.Text(m.Directory);
            to.Text(m.FrontEnd);
            to.Int(m.Width);
            to.Int(m.Height);
            to.Texts(m.Environment);
            to.Int(m.FileMask);
        },
        from => new(from.Text(), from.Text(), from.Int(), from.Int(), from.Texts(), from.Int()));

    public static Codec<Attached> Attached { get; } = new(
        (to, m) =>
        {
            to.Text(m.Session.Value);
            ModelCodecs.Note.WriteAll(to, m.Greeting);
        },
        from => new(new(from.Text()), ModelCodecs.Note.ReadAll(from)));

    public static Codec<Empty> Empty { get; } = new((_, _) => { }, _ => Wire.Empty.Value);

    public static Codec<Submit> Submit { get; } = new(
        (to, m) =>
        {
            to.Text(m.Code);
            to.Int(m.Width);
        },
        from => new(from.Text(), from.Int()));

    public static Codec<SubmitCall> SubmitCall { get; } = new(
        (to, m) =>
        {
            to.Text(m.Code);
            to.Int(m.Width);
            to.Int((int)m.Form);
        },
        from => new(from.Text(), from.Int(), (ValueForm)from.Int()));

    public static Codec<Input> Input { get; } = new((to, m) => to.Bytes(m.Bytes.Span), from => new(from.Bytes()));

    public static Codec<Export> Export { get; } = new(
        (to, m) =>
        {
            to.Text(m.Function);
            to.Text(m.Folder);
        },
        from => new(from.Text(), from.Text()));

    public static Codec<CallWords> CallWords { get; } = new((to, m) => to.Texts(m.Words), from => new(from.Texts()));

    public static Codec<NumberIs> NumberIs { get; } = new(
        (to, m) => to.Long(m.Number.Value), from => new(new SubmissionNumber(from.Long())));

    public static Codec<Waiting> Waiting { get; } = new((to, m) => to.Text(m.Reason), from => new(from.Text()));

    public static Codec<Output> Output { get; } = new(
        (to, m) =>
        {
            to.Text(m.Text);
            to.Flag(m.IsError);
        },
        from => new(from.Text(), from.Flag()));

    public static Codec<TerminalBytes> TerminalBytes { get; } = new((to, m) => to.Bytes(m.Bytes), from => new(from.Bytes()));

    public static Codec<TerminalSize> TerminalSize { get; } = new(
        (to, m) =>
        {
            to.Int(m.Width);
            to.Int(m.Height);
        },
        from => new(from.Int(), from.Int()));

    public static Codec<Complete> Complete { get; } = new(
        (to, m) =>
        {
            to.Text(m.Text);
            to.Int(m.Position);
        },
        from => new(from.Text(), from.Int()));

    public static Codec<InputText> InputText { get; } = new((to, m) => to.Text(m.Text), from => new(from.Text()));

    public static Codec<Classified> Classified { get; } = new(
        (to, m) =>
        {
            to.Int(m.Spans.Count);
            foreach (var span in m.Spans)
            {
                to.Int(span.Start);
                to.Int(span.Length);
                to.Int((int)span.Class);
            }
        },
        from => new(Spans(from)));

    public static Codec<InputStateIs> InputStateIs { get; } = new(
        (to, m) => to.Int((int)m.State), from => new((InputState)from.Int()));

    public static Codec<HistoryIs> HistoryIs { get; } = new(
        (to, m) => ModelCodecs.HistoryEntry.WriteAll(to, m.Entries),
        from => new(ModelCodecs.HistoryEntry.ReadAll(from)));

    public static Codec<Search> Search { get; } = new(
        (to, m) =>
        {
            to.Text(m.Text);
            to.Int(m.Limit);
        },
        from => new(from.Text(), from.Int()));

    public static Codec<Found> Found { get; } = new((to, m) => ModelCodecs.HistoryHit.WriteAll(to, m.Hits), from => new(ModelCodecs.HistoryHit.ReadAll(from)));

    public static Codec<AskRecall> AskRecall { get; } = new(
        (to, m) =>
        {
            to.Long(m.Number.Value);
            to.Text(m.Code);
        },
        from => new(new(from.Long()), from.Text()));

    public static Codec<List> List { get; } = new((to, m) => to.Text(m.Command), from => new(from.Text()));

    public static Codec<StatusIs> StatusIs { get; } = new(
        (to, m) =>
        {
            to.Flag(m.Busy);
            to.Int(m.Sessions);
        },
        from => new(from.Flag(), from.Int()));

    private static ClassifiedSpan[] Spans(FieldReader from)
    {
        var spans = new ClassifiedSpan[from.Count()];
        for (var i = 0; i < spans.Length; i++)
        {
            spans[i] = new(from.Int(), from.Int(), (TokenClass)from.Int());
        }

        return spans;
    }
}
