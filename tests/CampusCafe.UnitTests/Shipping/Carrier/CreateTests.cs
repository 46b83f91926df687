using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Carrier;
using static CampusCafe.UnitTests.Shipping.Carrier.CarrierBench;

namespace CampusCafe.UnitTests.Shipping.Carrier;

public sealed class CreateTests
{
    private readonly CarrierBench bench = new();

    [Fact]
    public async Task Given_an_address_that_is_served_When_created_Then_the_carriers_json_is_sent_and_the_tracking_number_known()
    {
        bench.Wire.Answers(201, ShipmentJson("created"));

        Assert.Equal(new CallResult.Succeeded(Tracking), await CreateAsync());
        var sent = Assert.Single(bench.Wire.Sent);
        Assert.Equal(
            ("POST", "/carrier/shipments", "application/json", Key), (sent.Method, sent.Route, sent.ContentType, sent.IdempotencyKey));
        Assert.Equal(
            $$"""
            {"reference":"{{Reference}}","orderId":"{{OrderId}}","shipTo":{"recipient":"Ada","line1":"1 College Lane","city":"Kyoto","postalCode":"606-8501","country":"JP"},"items":[{"itemId":"cake","quantity":2}]}
            """,
            sent.Body);
    }

    [Fact]
    public async Task Given_an_address_that_is_not_served_When_created_Then_refused()
    {
        bench.Wire.Answers(422, ErrorJson("address_not_served"));

        Assert.Equal(new CallResult.Refused(CarrierRefusal.AddressNotServed, "No."), await CreateAsync());
    }

    [Fact]
    public async Task Given_an_unknown_outcome_and_a_young_key_When_asked_again_Then_the_same_key_is_repeated_without_a_reading()
    {
        bench.Wire.Answers(201, ShipmentJson("created"), replayed: true);

        Assert.Equal(new CallResult.Succeeded(Tracking), await CreateAsync(askFirst: true, age: TimeSpan.FromHours(22)));
        Assert.Equal(Key, Assert.Single(bench.Wire.Sent).IdempotencyKey);
    }

    [Fact]
    public async Task Given_a_replayed_500_When_the_shipment_is_there_Then_succeeded()
    {
        bench.Wire.Answers(500, ErrorJson("internal_error"), replayed: true).Answers(200, ShipmentJson("created"));

        Assert.Equal(new CallResult.Succeeded(Tracking), await CreateAsync(askFirst: true, age: TimeSpan.FromMinutes(1)));
        Assert.Equal([Create, Read], bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_a_replayed_500_When_the_shipment_is_not_there_Then_nothing_happened()
    {
        bench.Wire.Answers(500, ErrorJson("internal_error"), replayed: true).Answers(404, ErrorJson("not_found"));

        Assert.IsType<CallResult.NothingHappened>(await CreateAsync(askFirst: true, age: TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(404, "<html>")]
    [InlineData(500, "{}")]
    [InlineData(200, "{}")]
    public async Task Given_a_replayed_500_When_the_reading_is_inconclusive_Then_unknown(int status, string body)
    {
        bench.Wire.Answers(500, ErrorJson("internal_error"), replayed: true).Answers(status, body);

        Assert.IsType<CallResult.Unknown>(await CreateAsync());
    }

    [Fact]
    public async Task Given_a_reference_in_use_When_the_shipment_is_there_Then_succeeded()
    {
        bench.Wire.Answers(409, ErrorJson("reference_in_use")).Answers(200, ShipmentJson("created"));

        Assert.Equal(new CallResult.Succeeded(Tracking), await CreateAsync());
    }

    [Fact]
    public async Task Given_a_reference_in_use_When_the_shipment_is_not_there_Then_unknown()
    {
        bench.Wire.Answers(409, ErrorJson("reference_in_use")).Answers(404, ErrorJson("not_found"));

        Assert.IsType<CallResult.Unknown>(await CreateAsync());
    }

    [Fact]
    public async Task Given_a_key_of_23_hours_When_the_shipment_is_there_Then_nothing_is_sent()
    {
        bench.Wire.Answers(200, ShipmentJson("dispatched"));

        Assert.Equal(new CallResult.Succeeded(Tracking), await CreateAsync(age: TimeSpan.FromHours(23)));
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_a_key_of_23_hours_When_the_shipment_is_not_there_Then_the_same_key_is_sent()
    {
        bench.Wire.Answers(404, ErrorJson("not_found")).Answers(201, ShipmentJson("created"));

        Assert.Equal(new CallResult.Succeeded(Tracking), await CreateAsync(age: TimeSpan.FromHours(23)));
        Assert.Equal([Read, Create], bench.Wire.Lines);
        Assert.Equal(Key, bench.Wire.Sent[^1].IdempotencyKey);
    }

    [Fact]
    public async Task Given_a_key_of_23_hours_When_the_reading_is_inconclusive_Then_nothing_is_sent()
    {
        bench.Wire.Answers(503, "{}");

        Assert.IsType<CallResult.Unknown>(await CreateAsync(age: TimeSpan.FromHours(23)));
        Assert.Equal([Read], bench.Wire.Lines);
    }

    private Task<CallResult> CreateAsync(bool askFirst = false, TimeSpan? age = null) =>
        bench.CallAsync(CarrierOperation.Create, askFirst, age);
}
