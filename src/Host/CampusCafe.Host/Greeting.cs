using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.Simulators;
using Microsoft.AspNetCore.Hosting.Server;

namespace CampusCafe.Host;

/// <summary>Tells whoever has just started the host where to go, with a first order ready to paste.</summary>
internal sealed class Greeting(IServer server, IHostApplicationLifetime lifetime, IConfiguration configuration, IHostEnvironment environment) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
    {
        if (environment.IsDevelopment())
        {
            lifetime.ApplicationStarted.Register(Print);
        }

        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Print()
    {
        var address = $"{server.OwnAddress() ?? "http://localhost:5080"}{BasePath.Of(configuration)}";
        var simulators = configuration.GetSection(SimulatorOptions.Section).Get<SimulatorOptions>() ?? new();
        var ledger = simulators.Enabled ? $"\n  What the providers did  {simulators.Url}/ledger" : string.Empty;
        Console.WriteLine($$$"""

            CampusCafe is open.
              The menu                {{{address}}}/menu
              Look after the shop     {{{address}}}{{{ConsolePaths.Root}}}
              Try the API             {{{address}}}/swagger{{{ledger}}}

            A first order:

            curl -i {{{address}}}/checkout \
              -H 'Content-Type: application/json' -H "Idempotency-Key: $(date +%s%N)" -H 'Prefer: wait=5' \
              -d '{"items":[{"itemId":"cake","quantity":1}],
                   "customer":{"name":"Aki","email":"aki@example.com"},
                   "shipTo":{"recipient":"Aki","line1":"1-2-3 Chuo","city":"Osaka","postalCode":"530-0001","country":"JP"},
                   "payment":{"paymentMethod":"pm_card_visa"}}'

            """);
    }
}
