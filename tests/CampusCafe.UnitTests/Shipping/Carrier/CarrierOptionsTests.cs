using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Carrier;
using CampusCafe.UnitTests.Calls;

namespace CampusCafe.UnitTests.Shipping.Carrier;

public sealed class CarrierOptionsTests
{
    [Fact]
    public async Task Given_no_address_When_the_host_starts_Then_a_sentence_names_the_setting()
    {
        var complaints = await OptionsBench.StartAsync<CarrierClient, CarrierOptions>(("Shipping:Carrier:ApiKey", "key"));

        Assert.Contains("Shipping:Carrier:BaseAddress must be set.", Assert.Single(complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_the_section_When_the_key_is_refused_Then_the_named_setting_is_the_one_that_is_read() =>
        Assert.Equal(CarrierOptions.ApiKeySetting, $"{new CarrierOptions().Section}:{nameof(OutgoingHttpOptions.ApiKey)}");
}
