using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Gateway;
using CampusCafe.UnitTests.Calls;

namespace CampusCafe.UnitTests.Payments.Gateway;

public sealed class PaymentsGatewayOptionsTests
{
    [Fact]
    public async Task Given_no_key_When_the_host_starts_Then_a_sentence_names_the_setting()
    {
        var complaints = await OptionsBench.StartAsync<PaymentGateway, PaymentsGatewayOptions>(
            ("Payments:Gateway:BaseAddress", "https://api.stripe.com"));

        Assert.Contains("Payments:Gateway:ApiKey must be set.", Assert.Single(complaints), StringComparison.Ordinal);
    }

    [Fact]
    public void Given_the_section_When_the_key_is_refused_Then_the_named_setting_is_the_one_that_is_read() =>
        Assert.Equal(PaymentsGatewayOptions.ApiKeySetting, $"{new PaymentsGatewayOptions().Section}:{nameof(OutgoingHttpOptions.ApiKey)}");
}
