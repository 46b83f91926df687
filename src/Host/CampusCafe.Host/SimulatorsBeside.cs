using CampusCafe.BuildingBlocks.Http;
using CampusCafe.Database.Sqlite;
using CampusCafe.Simulators;
using Microsoft.AspNetCore.Hosting.Server;

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
        builder.Services.AddHostedService(provider => ActivatorUtilities.CreateInstance<Runner>(provider, options));
    }

    private sealed class Runner(SimulatorOptions options, TimeProvider time, IServer server, IHostApplicationLifetime lifetime) : IHostedService
    {
        private WebApplication? app;

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            // Where the host listens is known once it does; until then webhooks wait in the simulators' store.
            lifetime.ApplicationStarted.Register(() => options.WebhookUrl ??= server.OwnAddress());
            app = SimulatorsApplication.Build(options, time);
            await app.StartAsync(cancellationToken);
            await WarmUpAsync(app.Urls.First(), cancellationToken);
        }

        /// <summary>The first question of a cold process takes most of the second that a client waits; ask it now.</summary>
        private static async Task WarmUpAsync(string address, CancellationToken cancellationToken)
        {
            using var http = new HttpClient { BaseAddress = new Uri(address) };
            using var ledger = await http.GetAsync(new Uri("/ledger", UriKind.Relative), cancellationToken);
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
