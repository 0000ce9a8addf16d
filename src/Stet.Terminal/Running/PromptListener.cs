using Stet.Model;

namespace Stet.Terminal.Running;

/// <summary>Brings what happens during a submission to the prompt's thread.</summary>
internal sealed class PromptListener(Mailbox mailbox, Foreground run, ISubmissionEvents events) : ISubmissionListener
{
    public void Started(SubmissionNumber number) => mailbox.Post(() => events.Started(run, number));

    public void Waiting(string reason) => mailbox.Post(() => run.WaitsFor = reason);

    public void Output(string text, bool isError) => mailbox.PostUnhurried(() => events.Output(text, isError));

    public void Kept(SubmissionNumber number) => mailbox.Post(() => events.Kept(number));

    public void Noted(Note note) => mailbox.Post(() => events.Noted(note));
}

/// <summary>What a <see cref="PromptListener"/> tells; always on the prompt's thread.</summary>
internal interface ISubmissionEvents
{
    void Started(Foreground run, SubmissionNumber number);

    void Output(string text, bool isError);

    void Kept(SubmissionNumber number);

    void Noted(Note note);
}
