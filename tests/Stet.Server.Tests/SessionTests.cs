using Stet.Model;

namespace Stet.Server.Tests;

public class SessionTests
{
    [Fact]
    public async Task The_width_of_a_value_follows_the_terminal()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        session.Resize(33);
        Assert.Equal("33", (await session.Submit("width", new Listener())).Text);
        session.Resize(77);
        Assert.Equal("77", (await session.Submit("width", new Listener())).Text);
    }

    [Fact]
    public async Task A_submission_comes_back_with_its_value()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        var outcome = await session.Submit("show 12", listener);
        Assert.Equal((true, "string", "12", true), (outcome.Ok, outcome.Type, outcome.Text, outcome.Kept));
        Assert.Equal("started 1|kept 1", listener.Text);
    }

    [Fact]
    public async Task Output_arrives_in_order_and_apart_from_errors()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        await session.Submit("print hello", listener);
        await session.Submit("complain ouch", listener);
        Assert.Equal("started 1|out: hello|kept 1|started 2|err: ouch|kept 2", listener.Text);
    }

    [Fact]
    public async Task Sessions_hear_only_their_own_output()
    {
        await using var workspace = new TestWorkspace();
        var texts = await Task.WhenAll(Enumerable.Range(0, 5).Select(async i =>
        {
            using var session = await workspace.Attach();
            var listener = new Listener();
            foreach (var j in Enumerable.Range(0, 10))
            {
                await session.Submit($"print {i}", listener);
            }

            return listener.Text;
        }));
        Assert.All(texts.Index(), t => Assert.Equal(
            Enumerable.Repeat($"out: {t.Index}", 10), t.Item.Split('|').Where(e => e.StartsWith("out:", StringComparison.Ordinal))));
    }

    [Fact]
    public async Task A_second_session_is_told_that_it_waits()
    {
        await using var workspace = new TestWorkspace();
        using var first = await workspace.Attach();
        using var second = await workspace.Attach();
        var (runs, waits) = (new Listener(), new Listener());
        var running = first.Submit("until go", runs);
        await runs.HasStarted.Task;
        var waiting = second.Submit("show 1", waits);
        Assert.Equal("another session runs", await waits.HasWaited.Task);
        workspace.Touch("go");
        Assert.True((await running).Ok);
        Assert.Equal("1", (await waiting).Text);
    }

    [Fact]
    public async Task An_interrupt_reaches_the_running_submission()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        var running = session.Submit("until never", listener);
        await listener.HasStarted.Task;
        session.Interrupt();
        Assert.Equal("STET-INTERRUPTED", Assert.Single((await running).Errors).Code);
        Assert.Equal("still here", (await session.Submit("show still here", listener)).Text);
    }

    [Fact]
    public async Task Kept_comes_after_the_outcome_where_keeping_takes_long()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        Assert.False((await session.Submit("late done", listener)).Kept);
        workspace.Touch("done");
        await listener.IsKept.Task;
        Assert.Equal("started 1|live part: s is live|kept 1", listener.Text);
    }

    [Fact]
    public async Task Waiting_until_all_is_kept_ends_after_each_kept_has_been_told()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        await session.Submit("late done", listener);
        var whenKept = session.WhenKept();
        Assert.False(whenKept.IsCompleted);
        workspace.Touch("done");
        await whenKept;
        Assert.EndsWith("|kept 1", listener.Text);
    }

    [Theory]
    [InlineData("unkept")]
    [InlineData("refused")]
    public async Task What_cannot_be_kept_holds_up_nobody(string code)
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        Assert.False((await session.Submit(code, new Listener())).Kept);
        await session.WhenKept();
    }

    [Fact]
    public async Task Questions_are_answered_while_a_submission_runs()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var listener = new Listener();
        var running = session.Submit("until go", listener);
        await listener.HasStarted.Task;
        Assert.Equal("show", Assert.Single((await session.Complete("sh", 2)).Items).Insert);
        Assert.Equal(new ClassifiedSpan(0, 4, TokenClass.Identifier), Assert.Single(session.Classify("show")));
        Assert.Equal(InputState.Incomplete, session.InputState("{ ..."));
        Assert.Equal("until go", Assert.Single(session.History(new())).Code);
        Assert.Equal("until go", (await session.List("history")).Text);
        Assert.True(workspace.Remote.Busy);
        workspace.Touch("go");
        await running;
    }

    [Fact]
    public async Task A_fault_of_the_engine_is_an_outcome_and_the_host_goes_on()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var pid = session.HostProcessId;
        var outcome = await session.Submit("fault", new Listener());
        Assert.Contains("the engine broke its promise", Assert.Single(outcome.Errors).Message);
        Assert.Equal("1", (await session.Submit("show 1", new Listener())).Text);
        Assert.Equal(pid, session.HostProcessId);
    }

    [Fact]
    public async Task A_run_goes_on_when_its_front_end_is_gone()
    {
        await using var workspace = new TestWorkspace();
        var listener = new Listener();
        using (var session = await workspace.Attach())
        {
            var lost = session.Submit("until go", listener);
            await listener.HasStarted.Task;
        }

        using var other = await workspace.Attach();
        workspace.Touch("go");
        await TestWorkspace.Eventually(() => other.History(new())[0].State == EntryState.Succeeded, "the run ends well");
    }

    [Fact]
    public async Task Large_texts_travel_whole()
    {
        await using var workspace = new TestWorkspace();
        using var session = await workspace.Attach();
        var text = string.Concat(Enumerable.Range(0, 400_000).Select(i => i.ToString("x8")));
        Assert.Equal(text, (await session.Submit("show " + text, new Listener())).Text);
    }
}
