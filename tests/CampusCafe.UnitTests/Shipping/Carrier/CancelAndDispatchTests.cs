using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Carrier;
using static CampusCafe.UnitTests.Shipping.Carrier.CarrierBench;

namespace CampusCafe.UnitTests.Shipping.Carrier;

public sealed class CancelAndDispatchTests
{
    private readonly CarrierBench bench = new();

    /// <summary>Operation, the status that it wants.</summary>
    public static TheoryData<string, string> Operations => new()
    {
        { CarrierOperation.Cancel, "cancelled" },
        { CarrierOperation.Dispatch, "dispatched" },
    };

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_shipment_When_called_Then_one_post_does_it(string operation, string wanted)
    {
        bench.Wire.Answers(200, ShipmentJson(wanted));

        Assert.Equal(new CallResult.Succeeded(Tracking), await bench.CallAsync(operation));
        var sent = Assert.Single(bench.Wire.Sent);
        Assert.Equal(
            ("POST", $"/carrier/shipments/{Reference}/{operation}", null, Key),
            (sent.Method, sent.Route, sent.Body, sent.IdempotencyKey));
    }

    [Theory]
    [InlineData(CarrierOperation.Cancel, 409, "already_dispatched")]
    [InlineData(CarrierOperation.Cancel, 422, "cancel_refused")]
    [InlineData(CarrierOperation.Dispatch, 409, "shipment_cancelled")]
    [InlineData(CarrierOperation.Dispatch, 422, "dispatch_refused")]
    public async Task Given_a_clean_refusal_When_called_Then_refused(string operation, int status, string code)
    {
        bench.Wire.Answers(status, ErrorJson(code), replayed: true);

        Assert.Equal(new CallResult.Refused(code, "No."), await bench.CallAsync(operation));
    }

    [Theory]
    [InlineData(CarrierOperation.Cancel, "cancelled")]
    [InlineData(CarrierOperation.Dispatch, "dispatched")]
    [InlineData(CarrierOperation.Dispatch, "delivered")]
    [InlineData(CarrierOperation.Dispatch, "lost")]
    public async Task Given_an_unknown_outcome_When_it_was_done_Then_nothing_is_sent(string operation, string status)
    {
        bench.Wire.Answers(200, ShipmentJson(status));

        Assert.Equal(new CallResult.Succeeded(Tracking), await bench.CallAsync(operation, askFirst: true));
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Theory]
    [InlineData(CarrierOperation.Cancel, "dispatched", CarrierRefusal.AlreadyDispatched)]
    [InlineData(CarrierOperation.Cancel, "delivered", CarrierRefusal.AlreadyDispatched)]
    [InlineData(CarrierOperation.Cancel, "lost", CarrierRefusal.AlreadyDispatched)]
    [InlineData(CarrierOperation.Dispatch, "cancelled", CarrierRefusal.ShipmentCancelled)]
    public async Task Given_an_unknown_outcome_When_it_can_not_be_done_any_more_Then_refused(string operation, string status, string code)
    {
        bench.Wire.Answers(200, ShipmentJson(status));

        Assert.Equal(code, Assert.IsType<CallResult.Refused>(await bench.CallAsync(operation, askFirst: true)).Code);
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_an_unknown_outcome_When_it_was_not_done_Then_the_same_key_is_repeated(string operation, string wanted)
    {
        bench.Wire.Answers(200, ShipmentJson("created")).Answers(200, ShipmentJson(wanted));

        Assert.Equal(new CallResult.Succeeded(Tracking), await bench.CallAsync(operation, askFirst: true));
        Assert.Equal([Read, $"POST /carrier/shipments/{Reference}/{operation}"], bench.Wire.Lines);
        Assert.Equal(Key, bench.Wire.Sent[^1].IdempotencyKey);
    }

    [Theory]
    [InlineData(CarrierOperation.Cancel, 404, """{"error":{"code":"not_found","message":""}}""")]
    [InlineData(CarrierOperation.Dispatch, 404, """{"error":{"code":"not_found","message":""}}""")]
    [InlineData(CarrierOperation.Cancel, 500, "{}")]
    [InlineData(CarrierOperation.Dispatch, 200, "<html>")]
    public async Task Given_an_unknown_outcome_When_the_reading_is_inconclusive_Then_nothing_is_sent(string operation, int status, string body)
    {
        bench.Wire.Answers(status, body);

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(operation, askFirst: true));
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Theory]
    [InlineData(CarrierOperation.Cancel)]
    [InlineData(CarrierOperation.Dispatch)]
    public async Task Given_a_replayed_500_When_read_afterwards_and_not_done_Then_nothing_happened(string operation)
    {
        bench.Wire
            .Answers(200, ShipmentJson("created"))
            .Answers(500, ErrorJson("internal_error"), replayed: true)
            .Answers(200, ShipmentJson("created"));

        Assert.IsType<CallResult.NothingHappened>(await bench.CallAsync(operation, askFirst: true));
        Assert.Equal([Read, $"POST /carrier/shipments/{Reference}/{operation}", Read], bench.Wire.Lines);
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Given_a_replayed_500_When_read_afterwards_and_done_Then_succeeded(string operation, string wanted)
    {
        bench.Wire.Answers(500, ErrorJson("internal_error"), replayed: true).Answers(200, ShipmentJson(wanted));

        Assert.Equal(new CallResult.Succeeded(Tracking), await bench.CallAsync(operation));
    }

    [Theory]
    [InlineData(CarrierOperation.Cancel)]
    [InlineData(CarrierOperation.Dispatch)]
    public async Task Given_agreement_without_effect_When_called_Then_unknown(string operation)
    {
        bench.Wire.Answers(200, ShipmentJson("created"));

        Assert.IsType<CallResult.Unknown>(await bench.CallAsync(operation));
    }
}
