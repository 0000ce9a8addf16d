using Stet.Model;

namespace Stet.Terminal.Running;

/// <summary>Brings what happens during a submission, and after it, to the prompt's thread.</summary>
internal sealed class PromptListener(Mailbox mailbox, Runner runner, PromptScreen screen, Foreground run) : ISubmissionListener
{
    public void Started(SubmissionNumber number) => mailbox.Post(() => runner.Started(run));

    public void Waiting(string reason) => mailbox.Post(() => run.WaitsFor = reason);

    public void Output(string text, bool isError) => mailbox.PostUnhurried(() => runner.Output(text, isError));

    public void TerminalLent() => mailbox.Post(runner.Lend);

    public void TerminalOutput(ReadOnlyMemory<byte> bytes) => mailbox.PostUnhurried(() => screen.Pass(bytes.Span));

    public void TerminalReturned(ReadOnlyMemory<byte> unread)
    {
        var ahead = unread.ToArray();
        mailbox.Post(() => runner.TakeBack(ahead));
    }

    public void Kept(SubmissionNumber number) => mailbox.Post(() => runner.Kept(number));

    public void Noted(Note note) => mailbox.Post(() => runner.Noted(note));
}
