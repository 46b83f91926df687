using CampusCafe.Simulators;
using Microsoft.Extensions.Options;

namespace CampusCafe.IntegrationTests.Simulators;

public sealed class SimulatorOptionsTests
{
    public static TheoryData<Action<SimulatorOptions>, string> WrongSettings => new()
    {
        { static o => o.Url = "localhost", "Simulators:Url" },
        { static o => o.Url = "https://localhost:5090", "Simulators:Url" },
        { static o => o.WebhookUrl = "/webhooks", "Simulators:WebhookUrl" },
        { static o => o.Folder = "", "Simulators:Folder" },
        { static o => o.TimeScale = 0, "Simulators:TimeScale" },
        { static o => o.TimeScale = double.NaN, "Simulators:TimeScale" },
        { static o => o.Latency = TimeSpan.FromSeconds(-1), "Simulators:Latency" },
        { static o => o.DeliveredAfter = TimeSpan.FromSeconds(-1), "Simulators:DeliveredAfter" },
        { static o => o.PaymentsApiKey = "", "Simulators:PaymentsApiKey" },
        { static o => o.CarrierApiKey = "", "Simulators:CarrierApiKey" },
        { static o => o.PaymentsWebhookSecret = "", "Simulators:PaymentsWebhookSecret" },
        { static o => o.CarrierWebhookSecret = "", "Simulators:CarrierWebhookSecret" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings), DisableDiscoveryEnumeration = true)]
    public void Given_a_wrong_setting_When_built_Then_the_sentence_names_it(Action<SimulatorOptions> spoil, string setting)
    {
        var options = new SimulatorOptions();
        spoil(options);

        var refusal = Assert.Throws<OptionsValidationException>(() => SimulatorsApplication.Build(options, TimeProvider.System));

        Assert.StartsWith(setting, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_folder_that_is_a_file_When_started_Then_the_sentence_names_the_setting()
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);

        var refusal = await Assert.ThrowsAsync<OptionsValidationException>(() => RunningSimulators.StartAsync(o => o.Folder = file));

        Assert.Contains("Simulators:Folder", refusal.Message, StringComparison.Ordinal);
    }
}
