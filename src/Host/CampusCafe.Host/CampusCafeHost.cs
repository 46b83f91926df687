using CampusCafe.BuildingBlocks;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.Inventory;
using CampusCafe.Operations;
using CampusCafe.Ordering;
using CampusCafe.Payments;
using CampusCafe.Shipping;

namespace CampusCafe.Host;

/// <summary>Composes the modules and nothing else.</summary>
public static class CampusCafeHost
{
    private static readonly IModule[] Modules =
        [new OrderingModule(), new InventoryModule(), new PaymentsModule(), new ShippingModule(), new OperationsModule()];

    /// <summary>A host that is ready to be started.</summary>
    /// <param name="args">Settings as on the command line.</param>
    /// <param name="configure">The last word on services; for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddSimulators();
        builder.AddDatabase();
        builder.AddBuildingBlocks();
        builder.AddApiDocs();
        builder.AddHealth();
        foreach (var module in Modules)
        {
            module.Register(builder);
        }

        builder.Services.AddHostedService<Greeting>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseBuildingBlocks();
        app.MapApiDocs();
        app.MapHealth();
        foreach (var module in Modules)
        {
            module.Map(app);
        }

        return app;
    }

    /// <summary>Starts, and runs until it is told to stop.</summary>
    /// <param name="args">Settings as on the command line.</param>
    /// <param name="errors">Where the sentence goes that says what keeps the host from starting.</param>
    /// <param name="configure">The last word on services; for tests.</param>
    /// <returns>0, or 1 after such a sentence.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter errors, Action<WebApplicationBuilder>? configure = null)
    {
        try
        {
            await using var app = Build(args, configure);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (StartProblem.Explain(exception) is { } sentence)
        {
            await errors.WriteLineAsync($"CampusCafe can't start. {sentence}");
            return 1;
        }
    }
}
