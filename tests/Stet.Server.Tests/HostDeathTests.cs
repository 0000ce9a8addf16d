using Stet.Model;

namespace Stet.Server.Tests;

public class HostDeathTests
{
    [Theory]
    [InlineData("overflow", "ran out of stack")]
    [InlineData("failfast the reactor is hot", "was ended by Environment.FailFast: the reactor is hot")]
    [InlineData("uncaught too bad", "was ended by an exception that nothing caught: System.InvalidOperationException: too bad")]
    [InlineData("exit 7", "was ended by Environment.Exit, with code 7")]
    [InlineData("kill", "was killed (SIGKILL")]
    public async Task A_submission_that_kills_the_host_ends_with_the_cause_and_another_host(string code, string cause)
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        await session.Submit("show 1", new Listener());
        var first = session.HostProcessId;

        var outcome = await session.Submit(code, new Listener());

        Assert.False(outcome.Ok);
        Assert.Equal(new SubmissionNumber(2), outcome.Number);
        var error = Assert.Single(outcome.Errors);
        Assert.Equal(("STET-HOST", "In[2]", code), (error.Code, error.Source, error.LineText));
        Assert.Contains(cause, error.Message);
        var note = Assert.Single(outcome.Notes);
        Assert.Equal("recovered", note.Kind);
        Assert.Contains("as of the last kept submission, In[1]", note.Text);
        Assert.NotEqual(first, session.HostProcessId);
        Assert.False(Directory.Exists($"/proc/{first}"), "The dead host is still in the process table.");
        Assert.Equal("2", (await session.Submit("show 2", new Listener())).Text);
    }

    [Fact]
    public async Task What_was_printed_before_the_death_is_in_the_outcome()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        var running = session.Submit("spin", listener);
        await TestWorkspace.Eventually(() => listener.Text.Contains("spinning"), "the output arrives");
        TestWorkspace.Kill(session.HostProcessId);
        Assert.Equal("spinning\n", (await running).Stdout);
    }

    [Fact]
    public async Task A_front_end_that_did_not_start_the_host_learns_of_its_death_too()
    {
        await using var workspace = new TestWorkspace();
        using var owner = await workspace.Attach();
        using var other = await workspace.Attach();
        var listener = new Listener();
        var running = other.Submit("spin", listener);
        await listener.HasStarted.Task;
        TestWorkspace.Kill(other.HostProcessId);
        var outcome = await running;
        Assert.Contains("is gone without a word", Assert.Single(outcome.Errors).Message);
        Assert.Equal("1", (await owner.Submit("show 1", new Listener())).Text);
        Assert.Equal(owner.HostProcessId, other.HostProcessId);
    }

    [Fact]
    public async Task A_host_killed_when_idle_is_replaced_at_the_next_use_with_one_note()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        await session.Submit("show 1", new Listener());
        TestWorkspace.Kill(session.HostProcessId);
        await TestWorkspace.Eventually(() => !TestWorkspace.Alive(session.HostProcessId), "the host is gone");
        var listener = new Listener();
        Assert.Equal("2", (await session.Submit("show 2", listener)).Text);
        Assert.Matches("^recovered: The host was killed .*In\\[1\\]\\.\\|started 2\\|kept 2$", listener.Text);
        Assert.Equal(2, session.History(new()).Count);
    }

    [Fact]
    public async Task What_a_question_found_out_is_told_with_the_next_submission()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        await session.Submit("show 1", new Listener());
        TestWorkspace.Kill(session.HostProcessId);
        await TestWorkspace.Eventually(() => !TestWorkspace.Alive(session.HostProcessId), "the host is gone");
        session.Classify("show 2");
        var listener = new Listener();
        Assert.Equal("2", (await session.Submit("show 2", listener)).Text);
        Assert.Matches("^recovered: The host was killed .*In\\[1\\]\\.\\|started 2\\|kept 2$", listener.Text);
    }

    [Fact]
    public async Task Questions_survive_the_host()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        TestWorkspace.Kill(session.HostProcessId);
        Assert.Equal(InputState.Complete, session.InputState("show 1"));
    }

    [Fact]
    public async Task After_a_clean_stop_the_session_goes_on_with_another_host()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        await session.Submit("show 1", new Listener());
        await workspace.Remote.Stop();
        var listener = new Listener();
        Assert.Equal("2", (await session.Submit("show 2", listener)).Text);
        Assert.Contains("recovered: The host had ended: it was told to end (stet stop).", listener.Text);
    }

    [Fact]
    public async Task Killing_the_host_ends_a_submission_that_is_deaf_to_interrupts()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        var running = session.Submit("spin", listener);
        await listener.HasStarted.Task;
        session.Interrupt();
        session.KillHost();
        Assert.Contains("was killed from here", Assert.Single((await running).Errors).Message);
    }
}
