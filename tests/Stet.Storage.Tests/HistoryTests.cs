using Stet.Model;
using static Stet.Storage.Tests.StoreActions;

namespace Stet.Storage.Tests;

public sealed class HistoryTests : IDisposable
{
    private readonly StoreFolder folder = new();
    private readonly WorkspaceStore store;

    public HistoryTests()
    {
        store = folder.Open();
        string[] codes = ["mean(x)", "plot(x)", "Über = 1", "MEAN(y)", "50%_done\\", "zero\0mean"];
        for (var i = 0; i < codes.Length; i++)
        {
            store.Begin(codes[i], i % 2 == 0 ? "even" : "odd");
        }
    }

    public void Dispose()
    {
        store.Dispose();
        folder.Dispose();
    }

    [Theory]
    [InlineData("mean", "6 4 1")]
    [InlineData("über", "3")]
    [InlineData("%_", "5")]
    [InlineData("\\", "5")]
    [InlineData("_", "5")]
    [InlineData("absent", "")]
    [InlineData("", "6 5 4 3 2 1")]
    public void Search_ignores_case_and_takes_every_character_as_itself(string text, string numbers) =>
        Assert.Equal(numbers, Numbers(new(text), null));

    [Fact]
    public void Entries_come_newest_first_before_a_number_and_up_to_a_limit() =>
        Assert.Equal("4 3", Numbers(new(Before: new(5), Limit: 2), null));

    [Fact]
    public void The_own_session_comes_first_then_the_others() =>
        Assert.Equal("5 3 1 6 4", Numbers(new(Limit: 5, OwnSessionFirst: true), new("even")));

    [Fact]
    public void The_own_session_is_searched_as_well() =>
        Assert.Equal("6 4 1", Numbers(new("mean", OwnSessionFirst: true), new("odd")));

    [Fact]
    public void An_entry_runs_until_it_is_committed()
    {
        Assert.Equal(EntryState.Running, store.Entry(new(1))!.State);
        store.Commit(new(new(1), EntryState.Failed, 2, null, null, "boom", [], []));
        Assert.Equal(EntryState.Failed, store.Entry(new(1))!.State);
        Assert.Null(store.Entry(new(7)));
        Assert.Null(store.Entry(new(0)));
        Assert.Empty(store.Log(10));
    }

    [Fact]
    public void Long_output_is_cut_with_a_mark()
    {
        store.Commit(new(new(1), EntryState.Succeeded, 2, null, null, new string('x', 1_000_000), [], []));
        var output = store.Entry(new(1))!.Output;
        Assert.StartsWith(new string('x', StoreOptions.OutputLimit), output);
        Assert.EndsWith("keeps the first 64 K characters]", output);
        Assert.True(output.Length < StoreOptions.OutputLimit + 200);
    }

    [Fact]
    public void A_submission_that_was_never_begun_cannot_be_committed() =>
        Assert.Throws<ArgumentException>(() => store.Commit(new(new(7), EntryState.Succeeded, 2, null, null, "", [], [])));

    [Fact]
    public void A_duration_that_is_no_number_is_kept_as_zero()
    {
        store.Commit(new(new(1), EntryState.Succeeded, double.NaN, null, null, "", [], []));
        Assert.Equal(0, store.Entry(new(1))!.Milliseconds);
    }

    private string Numbers(HistoryQuery query, SessionId? own) => string.Join(' ', store.History(query, own).Select(entry => entry.Number));
}
