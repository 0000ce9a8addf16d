using Stet.Terminal.Fake;
using Stet.Terminal.Running;

namespace Stet.Terminal.Tests.Emulation;

/// <summary>
/// The one door of the prompt's tests: keys in, screen out. Keys are text with names in angle brackets: <c>if (a)&lt;enter&gt;</c>;
/// also <c>&lt;wait 0.6&gt;</c> (seconds) and <c>&lt;paste&gt;...&lt;/paste&gt;</c>. In the screen a bar marks the cursor.
/// </summary>
internal sealed class PromptTest
{
    private readonly List<Func<Task>> _held = [];

    public PromptTest(int width = 40, int height = 12)
    {
        Screen = new VirtualScreen(width, height);
        Terminal = new VirtualTerminal(Screen, Clock);
        Session = new FakeSession { Delay = Clock.Delay, Now = VirtualClock.Start };
    }

    public VirtualClock Clock { get; } = new();

    public VirtualScreen Screen { get; }

    public VirtualTerminal Terminal { get; }

    public FakeSession Session { get; init; }

    public bool Colour { get; init; }

    /// <summary>What is asked of the session is answered only on <see cref="Answer"/>.</summary>
    public bool SlowSession { get; init; }

    public int Killed { get; private set; }

    public static void Check(string keys, string screen, int width = 40, int height = 12) =>
        new PromptTest(width, height).Shows(keys, screen);

    /// <summary>Types, and compares all that has been on the screen just before the terminal goes away.</summary>
    public PromptTest Shows(string keys, string screen)
    {
        var shown = "";
        Play(keys, () => shown = Screen.TextWithCursor);
        Assert.Equal(screen.ReplaceLineEndings("\n"), shown);
        return this;
    }

    /// <returns>The exit code.</returns>
    public int Play(string keys, Action? atEnd = null)
    {
        KeyNames.Type(keys, this);
        Terminal.Do(() => { });
        Terminal.Do(atEnd ?? (() => { }));

        // Whatever the fake session waits for goes on at once and in order, not when the test runner has a thread to spare.
        SynchronizationContext.SetSynchronizationContext(null);
        var options = new PromptOptions { Colour = Colour, KillHost = Kill };
        return new PromptLoop(Session, options, Terminal, Clock, Background).Run(CancellationToken.None);
    }

    /// <summary>The slow session answers what it has been asked so far.</summary>
    public void Answer()
    {
        var held = _held.ToList();
        _held.Clear();
        held.ForEach(work => _ = work());
    }

    private void Background(Func<Task> work)
    {
        if (SlowSession)
        {
            _held.Add(work);
        }
        else
        {
            _ = work();
        }
    }

    private Task Kill()
    {
        Killed++;
        return Session.Kill();
    }
}
