using Stet.Model;

namespace Stet.Terminal.Running;

/// <summary>
/// Runs submissions in the session, one at a time, and stops them. All but the session's own work happens on the prompt's thread;
/// what fails becomes a line on the screen, as there is no one above to catch it.
/// </summary>
internal sealed class Runner(
    ISession session, PromptOptions options, PromptScreen screen, OutcomeText texts, Mailbox mailbox, TimeProvider clock,
    Action<Func<Task>> background)
{
    private readonly Keeping _keeping = new(clock);

    /// <summary>The submission that the prompt waits for; null when it takes input.</summary>
    public Foreground? Run { get; private set; }

    /// <summary>What goes on besides: values being kept.</summary>
    public string Status => _keeping.Status;

    /// <summary>Something on the screen changes with time.</summary>
    public bool NeedsClock => Run is not null || _keeping.IsBusy;

    public void Submit(string code, Action ended)
    {
        var run = Run = new Foreground(clock);
        var listener = new PromptListener(mailbox, this, screen, run);
        background(async () =>
        {
            try
            {
                var outcome = await session.Submit(code, listener).ConfigureAwait(false);
                mailbox.Post(() => Ended(outcome, ended));
            }
            catch (Exception e)
            {
                mailbox.Post(() => Failed(e, ended));
            }
        });
    }

    /// <summary>Ctrl-C during a run. The second within two seconds asks whether to kill the host.</summary>
    public void Interrupt()
    {
        if (Run!.Interrupt() && options.KillHost is not null)
        {
            Run.AsksToKill = true;
        }
        else
        {
            Attempt(InterruptSession);
        }
    }

    public void AnswerKill(bool yes)
    {
        Run!.AsksToKill = false;
        if (yes)
        {
            Run.Emergency = "killing the host ...";
            Attempt(options.KillHost!);
        }
    }

    public void Started(Foreground run)
    {
        run.WaitsFor = null;
        if (run.IsInterrupted)
        {
            // The interrupt may have overtaken the submission on its way.
            Attempt(InterruptSession);
        }
    }

    /// <summary>A process has the terminal.</summary>
    public bool IsLent { get; private set; }

    /// <summary>One has had it before, and may have left others that go on.</summary>
    public bool HasLent { get; private set; }

    /// <summary>What ends when the prompt does; empty where nothing does, and where the session cannot say.</summary>
    public void AskLeaving(Action<string> answer) => background(async () =>
    {
        try
        {
            var listing = await session.List(ISession.Leaving).WaitAsync(TimeSpan.FromSeconds(3), clock).ConfigureAwait(false);
            mailbox.Post(() => answer(listing.Text));
        }
        catch (Exception)
        {
            mailbox.Post(() => answer("")); // Without a host nothing is left that would end.
        }
    });

    public void Lend()
    {
        HasLent = true;
        IsLent = true;
        screen.Lend();
    }

    /// <summary>What was typed ahead comes as keys.</summary>
    public Action<byte[]> TypedAhead { get; set; } = _ => { };

    public void TakeBack(byte[] ahead)
    {
        if (IsLent)
        {
            IsLent = false;
            screen.TakeBack();
            TypedAhead(ahead);
        }
    }

    public void Output(string text, bool isError) => screen.Output(text, isError);

    public void Noted(Note note) => screen.Say(texts.For(note));

    public void Kept(SubmissionNumber number)
    {
        if (_keeping.End(number) is { } note)
        {
            screen.Say(texts.Quietly(note));
        }
    }

    private void Ended(Outcome outcome, Action ended)
    {
        Run = null;
        TakeBack([]);
        screen.EndOutput();
        screen.Say(texts.For(outcome));
        if (!outcome.Kept)
        {
            _keeping.Begin(outcome.Number);
        }

        ended();
    }

    /// <summary>The session's own failure, not the submission's: no host could be started, say. The next submission tries again.</summary>
    private void Failed(Exception error, Action ended)
    {
        Run = null;
        TakeBack([]);
        _keeping.Forget();
        screen.Say(texts.Trouble($"This was not run to its end: {error.Message}"));
        ended();
    }

    private Task InterruptSession()
    {
        session.Interrupt();
        return Task.CompletedTask;
    }

    private void Attempt(Func<Task> action) => background(async () =>
    {
        try
        {
            await action().ConfigureAwait(false);
        }
        catch (Exception e)
        {
            mailbox.Post(() => screen.Say(texts.Trouble(e.Message)));
        }
    });
}
