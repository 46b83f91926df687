using CampusCafe.Inventory.Holds;
using static CampusCafe.Inventory.Holds.HoldEffect;

namespace CampusCafe.UnitTests.Machines;

public sealed class HoldMachineTests
{
    [Fact]
    public void Given_its_table_When_followed_from_none_Then_every_state_is_reachable() => HoldMachine.Table.EveryStateIsReachable();

    [Fact]
    public void Given_its_table_When_read_Then_every_trigger_and_effect_is_used() => HoldMachine.Table.UsesItsVocabulary();

    [Fact]
    public void Given_any_state_When_cancelled_Then_legal() => HoldMachine.Table.IsLegalEverywhere(HoldTrigger.Cancel);

    [Fact]
    public void Given_any_state_When_cancelled_Then_answered_at_once() =>
        Assert.All(HoldMachine.Table.Where(row => row.On is HoldTrigger.Cancel), row => Assert.Contains(ReplyCancelled, row.Effects));

    [Fact]
    public void Given_a_cancelled_hold_When_anything_comes_Then_nothing_is_held_or_sold_again()
    {
        HoldStatus[] undone = [.. HoldMachine.Table.ToList().After(HoldTrigger.Cancel)];

        Assert.DoesNotContain(HoldStatus.Held, undone);
        Assert.DoesNotContain(HoldStatus.Committed, undone);
        var effects = HoldMachine.Table.Where(row => undone.Contains(row.From)).SelectMany(row => row.Effects);
        Assert.Empty(effects.Intersect([SetAside, TakeOffShelf, ReplyHeld, ReplyCommitted]));
    }

    [Fact]
    public void Given_a_tombstone_When_the_late_forward_comes_Then_refused()
    {
        Assert.Equal([ReplyRejected], HoldMachine.Table.Require(HoldStatus.Cancelled, HoldTrigger.HoldAgain).Effects);
        Assert.Equal([ReplyCommitRejected], HoldMachine.Table.Require(HoldStatus.Cancelled, HoldTrigger.Commit).Effects);
    }

    [Fact]
    public void Given_an_expired_hold_When_committed_Then_refused() =>
        Assert.Equal([ReplyCommitRejected], HoldMachine.Table.Require(HoldStatus.Released, HoldTrigger.Commit).Effects);
}
