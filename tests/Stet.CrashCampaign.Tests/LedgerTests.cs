using Stet.Model;

namespace Stet.CrashCampaign.Tests;

/// <summary>A campaign is only as good as its judgement: these tests show that it would see a loss and a torn state.</summary>
public class LedgerTests
{
    private readonly Ledger ledger = new(WorkspaceModel.Initial);
    private int number = 10;

    /// <summary>Submits and gives the state after it.</summary>
    private WorkspaceModel Submit(Func<WorkspaceModel, WorkspaceModel> change, bool kept, params string[] writes)
    {
        var line = ledger.Add(new($"submission {++number}", change(ledger.Latest), writes));
        line.Started(new(number));
        if (kept)
        {
            line.Kept(new(number));
        }

        return ledger.Latest;
    }

    private WorkspaceModel SetScalar(int name, long value, bool kept) => Submit(state => Scalar(state, name, value), kept, $"s{name}");

    private static WorkspaceModel Scalar(WorkspaceModel state, int name, long value) => state with { Scalars = state.Scalars.SetItem(name, value) };

    private Verdict Judge(WorkspaceModel found) => ledger.Judge(Cells.Of(found.ToDigest()));

    [Fact]
    public void After_a_kill_states_from_the_last_kept_one_on_are_right()
    {
        var kept = SetScalar(0, 1, kept: true);
        var running = SetScalar(0, 2, kept: false);
        Assert.Equal((null, 1), (Judge(kept).Broken, Judge(kept).Gone));
        Assert.Equal((null, 0), (Judge(running).Broken, Judge(running).Gone));
        Assert.Equal(2, Judge(running).State!.Scalars[0]);
    }

    [Fact]
    public void An_older_state_is_a_loss()
    {
        var first = SetScalar(0, 1, kept: true);
        SetScalar(0, 2, kept: true);
        Assert.StartsWith("lost: s0", Judge(first).Broken);
        Assert.StartsWith("lost: s0", Judge(WorkspaceModel.Initial).Broken);
    }

    [Fact]
    public void A_value_that_never_was_is_torn()
    {
        var state = SetScalar(0, 1, kept: true);
        Assert.StartsWith("torn: s0", Judge(Scalar(state, 0, 7)).Broken);
        Assert.StartsWith("torn: s1", Judge(Scalar(state, 1, 7)).Broken);
    }

    [Fact]
    public void Half_a_submission_is_torn()
    {
        var both = Submit(state => Scalar(Scalar(state, 0, 1), 1, 2), kept: false, "s0", "s1");
        Assert.Null(Judge(both).Broken);
        Assert.Null(Judge(WorkspaceModel.Initial).Broken);
        Assert.StartsWith("torn: of submission 1", Judge(Scalar(both, 1, 0)).Broken);
    }

    [Fact]
    public void What_is_kept_may_stand_beside_an_earlier_value_that_is_not()
    {
        SetScalar(0, 1, kept: false);
        SetScalar(1, 2, kept: true);
        var found = Scalar(WorkspaceModel.Initial, 1, 2);
        Assert.Equal((null, 1), (Judge(found).Broken, Judge(found).Gone));
        Assert.Equal(found.ToDigest(), Judge(found).State!.ToDigest());
    }

    [Fact]
    public void A_refused_submission_must_not_be_there()
    {
        ledger.Add(new("s0 = 1;", Scalar(WorkspaceModel.Initial, 0, 1), "s0")).Mark(Fate.Refused);
        Assert.Equal(0, ledger.Latest.Scalars[0]);
        Assert.StartsWith("torn: s0", Judge(Scalar(WorkspaceModel.Initial, 0, 1)).Broken);
    }

    [Fact]
    public void A_submission_of_which_nothing_is_said_is_found()
    {
        SetScalar(0, 1, kept: true);
        SetScalar(0, 2, kept: false);
        Assert.Equal(["submission 12"], ledger.Unanswered());
        ledger.Newest.Noted(new(NoteKind.NotKept, "not kept: s0", ["s0"]));
        Assert.Empty(ledger.Unanswered());
    }

    [Fact]
    public void Two_lists_are_told_from_one_list_with_two_names()
    {
        var separate = WorkspaceModel.Initial;
        var shared = separate with { ListOf = separate.ListOf.SetItem(1, 0) };
        Assert.StartsWith("torn: lists", Judge(shared).Broken);
    }

    [Fact]
    public void One_changed_element_is_seen()
    {
        var before = WorkspaceModel.Initial;
        var array = before.Arrays[1];
        var after = before with { Arrays = before.Arrays.SetItem(1, array with { Changes = array.Changes.SetItem(3, 0.25) }) };
        Assert.StartsWith("torn: b1", Judge(after).Broken);
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

    [Fact]
    public void Every_submission_changes_the_cells_that_it_says_and_no_others()
    {
        var (random, state) = (new Random(3), WorkspaceModel.Initial);
        for (var i = 0; i < 300; i++)
        {
            var operation = Operation.Random(random, state, largeShare: 0);
            var changed = Cells.Of(operation.After.ToDigest()).All.Except(Cells.Of(state.ToDigest()).All).Select(cell => cell.Key);
            Assert.Subset(operation.Writes.ToHashSet(), changed.ToHashSet());
            state = operation.After;
        }
    }
}
