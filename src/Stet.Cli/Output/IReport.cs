using Stet.Model;

namespace Stet.Cli.Output;

/// <summary>Tells what comes of submissions, one after another: as a prompt would, or as lines of JSON.</summary>
internal interface IReport
{
    void Greeting(IReadOnlyList<Note> notes);

    /// <summary>Hears the next submission.</summary>
    ITelling Begin();
}

/// <summary>Tells what comes of one submission. After the outcome it may still become kept, and get notes.</summary>
internal interface ITelling : ISubmissionListener
{
    void Finished(Outcome outcome);
}
