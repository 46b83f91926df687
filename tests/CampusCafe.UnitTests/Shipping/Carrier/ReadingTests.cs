using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Carrier;
using static CampusCafe.UnitTests.Shipping.Carrier.CarrierBench;

namespace CampusCafe.UnitTests.Shipping.Carrier;

public sealed class ReadingTests
{
    private readonly CarrierBench bench = new();

    [Theory]
    [InlineData("created", nameof(CarrierStatus.Created))]
    [InlineData("cancelled", nameof(CarrierStatus.Cancelled))]
    [InlineData("dispatched", nameof(CarrierStatus.Dispatched))]
    [InlineData("delivered", nameof(CarrierStatus.Delivered))]
    [InlineData("lost", nameof(CarrierStatus.Lost))]
    [InlineData("beamed", nameof(CarrierStatus.Unknown))]
    public async Task Given_a_shipment_When_read_Then_its_status_is_known(string wire, string status)
    {
        bench.Wire.Answers(200, ShipmentJson(wire));

        Assert.Equal(new CarrierReading(Enum.Parse<CarrierStatus>(status), Tracking), await bench.ReadAsync());
        Assert.Equal([Read], bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_no_shipment_When_read_Then_not_found()
    {
        bench.Wire.Answers(404, ErrorJson("not_found"));

        Assert.Equal(new CarrierReading(CarrierStatus.NotFound), await bench.ReadAsync());
    }

    [Theory]
    [InlineData(404, "<html>")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"reference":"not an id","status":"created"}""")]
    [InlineData(503, "{}")]
    public async Task Given_an_answer_that_is_none_When_read_Then_unknown_with_the_reason(int status, string body)
    {
        bench.Wire.Answers(status, body);

        var reading = await bench.ReadAsync();

        Assert.Equal(CarrierStatus.Unknown, reading.Status);
        Assert.IsType<CallResult.Unknown>(reading.Unread);
    }

    [Fact]
    public async Task Given_somebody_elses_shipment_When_read_Then_unknown()
    {
        bench.Wire.Answers(200, ShipmentJson("dispatched", reference: "018d0000-0000-7000-8000-000000000009"));

        Assert.Equal(CarrierStatus.Unknown, (await bench.ReadAsync()).Status);
    }
}
