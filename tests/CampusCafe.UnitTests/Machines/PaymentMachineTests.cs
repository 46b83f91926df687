using CampusCafe.Payments.Payments;
using CampusCafe.UnitTests.Sagas.Search.Moves;
using static CampusCafe.Payments.Payments.PaymentEffect;

namespace CampusCafe.UnitTests.Machines;

public sealed class PaymentMachineTests
{
    [Fact]
    public void Given_its_table_When_followed_from_none_Then_every_state_is_reachable() => PaymentMachine.Table.EveryStateIsReachable();

    [Fact]
    public void Given_its_table_When_read_Then_every_trigger_and_effect_is_used() => PaymentMachine.Table.UsesItsVocabulary();

    [Fact]
    public void Given_any_state_When_cancelled_Then_legal() => PaymentMachine.Table.IsLegalEverywhere(PaymentTrigger.Cancel);

    [Fact]
    public void Given_any_state_When_cancelled_Then_answered_or_a_call_is_made() => Assert.All(
        PaymentMachine.Table.Where(row => row.On is PaymentTrigger.Cancel),
        row => Assert.NotEmpty(row.Effects.Intersect([ReplyCancelled, CallProvider])));

    [Fact]
    public void Given_a_cancelled_payment_When_anything_comes_Then_no_success_is_replied()
    {
        PaymentStatus[] undone = [.. PaymentMachine.Table.ToList().After(PaymentTrigger.Cancel)];

        Assert.Empty(undone.Intersect(
            [PaymentStatus.Authorizing, PaymentStatus.Authorized, PaymentStatus.Capturing, PaymentStatus.Captured]));
        var effects = PaymentMachine.Table.Where(row => undone.Contains(row.From)).SelectMany(row => row.Effects);
        Assert.Empty(effects.Intersect([ReplyAuthorized, ReplyCaptured]));
    }

    [Fact]
    public void Given_a_tombstone_When_the_late_forward_comes_Then_refused()
    {
        Assert.Equal([ReplyDeclined], PaymentMachine.Table.Require(PaymentStatus.Cancelled, PaymentTrigger.Authorize).Effects);
        Assert.Equal([ReplyCaptureFailed], PaymentMachine.Table.Require(PaymentStatus.Voided, PaymentTrigger.Capture).Effects);
        Assert.Equal([ReplyCaptureFailed], PaymentMachine.Table.Require(PaymentStatus.Refunded, PaymentTrigger.Capture).Effects);
    }

    [Fact]
    public void Given_a_call_is_open_When_it_has_an_outcome_Then_and_only_then_is_there_a_row_for_it() => Assert.Equal(
        Enum.GetValues<PaymentStatus>().Where(status => PaymentMoves.OpenCall(status) is not null),
        Enum.GetValues<PaymentStatus>().Where(status => PaymentMachine.Table.Find(status, PaymentTrigger.Succeeded) is not null));

    [Fact]
    public void Given_a_state_that_stands_for_a_call_When_entered_Then_the_call_is_made() => Assert.All(
        PaymentMachine.Table.Where(row => row.From != row.To && PaymentMoves.OpenCall(row.To) is not null),
        row => Assert.Contains(CallProvider, row.Effects));

    [Fact]
    public void Given_a_state_that_stands_for_no_call_When_entered_Then_no_call_is_made() => Assert.All(
        PaymentMachine.Table.Where(row => PaymentMoves.OpenCall(row.To) is null),
        row => Assert.DoesNotContain(CallProvider, row.Effects));
}
