using CampusCafe.Accounts;
using CampusCafe.BuildingBlocks;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Host.Observability;
using CampusCafe.Inventory;
using CampusCafe.Operations;
using CampusCafe.Ordering;
using CampusCafe.Payments;
using CampusCafe.Shipping;

namespace CampusCafe.Host;

/// <summary>Composes the modules and nothing else.</summary>
public static class CampusCafeHost
{
    private const string MigrateCommand = "migrate";
    private const string ApiKeyCommand = "api-key";

    private static readonly IModule[] Modules =
        [new OrderingModule(), new InventoryModule(), new PaymentsModule(), new ShippingModule(), new AccountsModule(), new OperationsModule()];

    /// <summary>A host that is ready to be started.</summary>
    /// <param name="args">Settings as on the command line.</param>
    /// <param name="configure">The last word on services; for tests.</param>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddConsoleFormat();
        builder.AddTelemetryExport();
        builder.AddSimulators();
        builder.AddDatabase();
        builder.AddBuildingBlocks();
        builder.AddApiDocs();
        builder.AddHealth();
        foreach (var module in Modules)
        {
            builder.Services.AddSingleton(module);
            module.Register(builder);
        }

        builder.Services.AddHostedService<Greeting>();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UsePathBase(BasePath.Of(app.Configuration));
        app.UseRouting();
        app.UseConsole();
        app.UseBuildingBlocks();
        app.MapApiDocs();
        app.MapHealth();
        app.MapConsole();
        foreach (var module in Modules)
        {
            module.Map(app);
        }

        return app;
    }

    /// <summary>
    /// Starts, and runs until it is told to stop. With <c>migrate</c> in front of the settings it only prepares the schemas,
    /// and ends; with <c>api-key NAME ROLE</c> it prepares them, makes a key for a program, and ends.
    /// </summary>
    /// <param name="args">Settings as on the command line.</param>
    /// <param name="errors">Where the sentence goes that says what keeps the host from starting.</param>
    /// <param name="configure">The last word on services; for tests.</param>
    /// <returns>0, or 1 after such a sentence.</returns>
    public static async Task<int> RunAsync(string[] args, TextWriter errors, Action<WebApplicationBuilder>? configure = null)
    {
        try
        {
            if (args is [MigrateCommand, .. var settings])
            {
                return await MigrateAsync(Build(settings, configure));
            }

            if (args is [ApiKeyCommand, .. var rest])
            {
                return rest is [var name, var role, .. var others] && !name.StartsWith('-') && !role.StartsWith('-')
                    ? await CreateKeyAsync(Build(others, configure), name, role)
                    : throw new HostStartException($"{ApiKeyCommand} takes a name and a role: {ApiKeyCommand} NAME operator, or {ApiKeyCommand} NAME viewer.");
            }

            await using var app = Build(args, configure);
            var startup = app.Services.GetRequiredService<DatabaseStartup>();
            await app.RunAsync();
            return startup.Failure is { } failure ? throw failure : 0;
        }
        catch (Exception exception) when (StartProblem.Explain(exception) is { } sentence)
        {
            await errors.WriteLineAsync($"CampusCafe can't start. {sentence}");
            return 1;
        }
    }

    private static async Task<int> MigrateAsync(WebApplication app)
    {
        await using (app)
        {
            var database = app.Services.GetRequiredService<IDatabase>();
            var applied = await app.Services.GetRequiredService<DatabasePreparation>().RunNowAsync(CancellationToken.None);
            Console.WriteLine(applied.Count == 0 ? $"All schemas on {database.Name} are up to date." : $"Applied to {database.Name}:");
            foreach (var migration in applied)
            {
                Console.WriteLine($"  {migration}");
            }

            return 0;
        }
    }

    private static async Task<int> CreateKeyAsync(WebApplication app, string name, string role)
    {
        await using (app)
        {
            await app.Services.GetRequiredService<DatabasePreparation>().RunNowAsync(CancellationToken.None);
            Console.WriteLine(await AccountsModule.CreateKeyAsync(app.Services, name, role, CancellationToken.None));
            return 0;
        }
    }
}
