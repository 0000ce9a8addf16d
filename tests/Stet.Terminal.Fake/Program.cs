using Stet.Terminal;
using Stet.Terminal.Fake;

// A prompt on a session that only pretends, for trying it out by hand and through a real terminal.
using var session = new FakeSession();
return await Prompt.RunAsync(
    session,
    new PromptOptions { KillHost = session.Kill },
    CancellationToken.None);
