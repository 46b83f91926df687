using CampusCafe.Database.Sqlite;
using CampusCafe.Simulators;

namespace CampusCafe.Host;

/// <summary>In Development the payment provider and the carrier run inside the host, and the clients' addresses default to them.</summary>
internal static class SimulatorsBeside
{
    public static void AddSimulators(this WebApplicationBuilder builder)
    {
        var options = builder.Configuration.GetSection(SimulatorOptions.Section).Get<SimulatorOptions>() ?? new();
        if (!options.Enabled)
        {
            return;
        }

        options.Validate();
        options.Folder = builder.Configuration[$"{SimulatorOptions.Section}:{nameof(SimulatorOptions.Folder)}"] ?? builder.DataFolderPath();
        options.WebhookUrl ??= builder.Configuration["Urls"]?.Split(';')[0];

        // Underneath everything that is configured, so that whoever sets an address of his own gets it.
        builder.Configuration.Sources.Insert(0, new Microsoft.Extensions.Configuration.Memory.MemoryConfigurationSource
        {
            InitialData = new Dictionary<string, string?>
            {
                ["Payments:Gateway:BaseAddress"] = options.Url,
                ["Payments:Gateway:ApiKey"] = options.PaymentsApiKey,
                ["Payments:Webhooks:Secret"] = options.PaymentsWebhookSecret,
                ["Shipping:Carrier:BaseAddress"] = options.Url,
                ["Shipping:Carrier:ApiKey"] = options.CarrierApiKey,
                ["Shipping:Webhooks:Secret"] = options.CarrierWebhookSecret,
            },
        });
        builder.Services.AddHostedService(provider => new Runner(options, provider.GetRequiredService<TimeProvider>()));
    }

    private sealed class Runner(SimulatorOptions options, TimeProvider time) : IHostedService
    {
        private WebApplication? app;

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            app = SimulatorsApplication.Build(options, time);
            await app.StartAsync(cancellationToken);
        }

        public async Task StopAsync(CancellationToken cancellationToken)
        {
            if (app is not null)
            {
                await app.StopAsync(cancellationToken);
                await app.DisposeAsync();
            }
        }
    }
}
