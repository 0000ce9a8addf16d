namespace Stet.CrashCampaign.Tests;

/// <summary>A campaign is only as good as its judgement: these tests show that it would see a loss and a torn state.</summary>
public class LedgerTests
{
    private static Ledger Submit(int count, int kept)
    {
        var ledger = new Ledger(WorkspaceModel.Initial);
        for (var i = 1; i <= count; i++)
        {
            ledger.Add(new($"s0 = {i};", ledger.Latest with { Scalars = ledger.Latest.Scalars.SetItem(0, i) }));
            ledger.Started(new(10 + i));
        }

        ledger.MarkKept(new(10 + kept));
        return ledger;
    }

    [Fact]
    public void After_a_kill_only_states_from_the_last_kept_one_on_are_possible() =>
        Assert.Equal([5L, 4, 3], Submit(5, kept: 3).Possible().Select(state => state.Scalars[0]));

    [Fact]
    public void Older_states_are_losses() =>
        Assert.Equal([2L, 1, 0], Submit(5, kept: 3).Lost().Select(lost => lost.State.Scalars[0]));

    [Fact]
    public void Nothing_kept_means_that_all_may_be_gone() =>
        Assert.Equal([2L, 1, 0], Submit(2, kept: 0).Possible().Select(state => state.Scalars[0]));

    [Fact]
    public void The_digest_tells_two_lists_from_one_list_with_two_names()
    {
        var separate = WorkspaceModel.Initial;
        var shared = separate with { ListOf = separate.ListOf.SetItem(1, 0) };
        Assert.NotEqual(separate.ToDigest(), shared.ToDigest());
    }

    [Fact]
    public void The_digest_sees_one_changed_element()
    {
        var before = WorkspaceModel.Initial;
        var array = before.Arrays[0];
        var after = before with { Arrays = before.Arrays.SetItem(0, array with { Changes = array.Changes.SetItem(3, 0.25) }) };
        Assert.NotEqual(before.ToDigest(), after.ToDigest());
    }

    [Fact]
    public void The_same_seed_gives_the_same_submissions()
    {
        static List<string> Codes(int seed)
        {
            var (random, state, codes) = (new Random(seed), WorkspaceModel.Initial, new List<string>());
            for (var i = 0; i < 200; i++)
            {
                var operation = Operation.Random(random, state, largeShare: 0);
                state = operation.After;
                codes.Add(operation.Code);
            }

            return codes;
        }

        Assert.Equal(Codes(4), Codes(4));
        Assert.NotEqual(Codes(4), Codes(5));
    }
}
