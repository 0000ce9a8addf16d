using Stet.Model;
using Stet.Protocol.Printing;

namespace Stet.Cli.Output;

/// <summary>Prints what the prompt would print. The code's own output and values go to standard output, all else to standard error.</summary>
internal sealed class TextReport : IReport, ITelling
{
    private bool _midLine;

    public void Greeting(IReadOnlyList<Note> notes)
    {
        foreach (var note in notes)
        {
            Noted(note);
        }
    }

    public ITelling Begin() => this;

    public void Started(SubmissionNumber number)
    {
    }

    public void Waiting(string reason) => Streams.WriteError($"waiting: {reason}\n");

    public void Output(string text, bool isError)
    {
        if (isError)
        {
            Streams.WriteError(text);
            return;
        }

        Streams.Write(text);
        _midLine = text.Length == 0 ? _midLine : text[^1] != '\n';
    }

    public void Kept(SubmissionNumber number)
    {
    }

    public void Noted(Note note) => Streams.WriteError(OutcomeLines.Of(note).Text + "\n");

    public void Finished(Outcome outcome)
    {
        var lines = OutcomeLines.Of(outcome);
        if (_midLine && lines.Count > 0)
        {
            Streams.Write("\n"); // What the code wrote did not end its line; the value begins a new one.
        }

        _midLine = false;
        var values = string.Concat(lines.Where(l => l.Kind == LineKind.Value).Select(l => l.Text + "\n"));
        var others = string.Concat(lines.Where(l => l.Kind != LineKind.Value).Select(l => l.Text + "\n"));
        if (values.Length > 0)
        {
            Streams.Write(values);
        }

        if (others.Length > 0)
        {
            Streams.WriteError(others);
        }
    }
}
