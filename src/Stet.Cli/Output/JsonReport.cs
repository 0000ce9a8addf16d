using Stet.Model;
using Stet.Protocol.Printing;

namespace Stet.Cli.Output;

/// <summary>
/// One line of JSON for each submission; what becomes known about one later (kept, a note) is a line with its number. Output is in the outcome.
/// </summary>
internal sealed class JsonReport : IReport
{
    private IReadOnlyList<Note> _greeting = [];

    public void Greeting(IReadOnlyList<Note> notes) => _greeting = notes;

    /// <summary>The greeting is told with the first submission: a line of its own would not be one object per submission.</summary>
    public ITelling Begin()
    {
        var telling = new Telling(_greeting);
        _greeting = [];
        return telling;
    }

    private sealed class Telling(IReadOnlyList<Note> greeting) : ITelling
    {
        private readonly Lock _telling = new();
        private readonly List<Note> _early = [.. greeting];
        private Outcome? _told;
        private SubmissionNumber? _kept;

        public void Started(SubmissionNumber number)
        {
        }

        public void Waiting(string reason)
        {
        }

        public void Output(string text, bool isError)
        {
        }

        public void Kept(SubmissionNumber number)
        {
            lock (_telling)
            {
                _kept = number;
                if (_told is { Kept: false } && number.CompareTo(_told.Number) >= 0)
                {
                    Streams.Write(OutcomeJson.Kept(_told.Number) + "\n");
                    _told = _told with { Kept = true };
                }
            }
        }

        public void Noted(Note note)
        {
            lock (_telling)
            {
                if (_told is null)
                {
                    _early.Add(note);
                }
                else
                {
                    Streams.Write(OutcomeJson.Noted(_told.Number, note) + "\n");
                }
            }
        }

        public void Finished(Outcome outcome)
        {
            lock (_telling)
            {
                var kept = outcome.Kept || _kept?.CompareTo(outcome.Number) >= 0;
                _told = outcome with { Notes = [.. _early, .. outcome.Notes], Kept = kept };
                Streams.Write(OutcomeJson.Of(_told) + "\n");
            }
        }
    }
}
