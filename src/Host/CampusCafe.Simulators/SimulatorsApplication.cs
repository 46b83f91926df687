using CampusCafe.Simulators.Carrier;
using CampusCafe.Simulators.Faults;
using CampusCafe.Simulators.Hosting;
using CampusCafe.Simulators.Idempotency;
using CampusCafe.Simulators.Ledger;
using CampusCafe.Simulators.Payments;
using CampusCafe.Simulators.Providers;
using CampusCafe.Simulators.Storage;
using CampusCafe.Simulators.Webhooks;

namespace CampusCafe.Simulators;

/// <summary>
/// A payment provider (the subset of Stripe's HTTP API that the shop uses) and a carrier, with memory, webhooks and
/// faults on demand. What they did is on <c>GET /ledger</c>, so that a test can compare it with what the shop believes.
/// </summary>
public static class SimulatorsApplication
{
    // Long enough for a commit that is under way; artificial delays end at once.
    private static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(5);

    // Bytes. Bodies are read whole; the largest sensible one is a shipment with a few hundred items.
    private const long LargestBody = 256 * 1024;

    /// <summary>
    /// A WebApplication of its own that takes nothing from its surroundings: no configuration files, no environment,
    /// no signals. The caller starts and stops it; <c>app.Urls</c> then holds the bound address.
    /// </summary>
    /// <exception cref="Microsoft.Extensions.Options.OptionsValidationException">A setting is wrong; the message names it.</exception>
    public static WebApplication Build(SimulatorOptions options, TimeProvider time)
    {
        var builder = CreateBuilder(options, time);
        builder.Services.AddSingleton<IHostLifetime, EmbeddedLifetime>();
        return Finish(builder, options);
    }

    internal static WebApplication BuildProgram(SimulatorOptions options, TimeProvider time)
    {
        var builder = CreateBuilder(options, time);
        builder.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information);
        return Finish(builder, options);
    }

    private static WebApplicationBuilder CreateBuilder(SimulatorOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        options.Validate();

        // Empty: the default builder would read the surrounding host's settings, its Kestrel endpoints among them.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestBody;
        });
        builder.Logging.AddSimpleConsole(static console => console.SingleLine = true).AddFilter("Microsoft", LogLevel.Warning);
        builder.Services.Configure<HostOptions>(static host => host.ShutdownTimeout = ShutdownTimeout);
        builder.Services.AddRouting();
        builder.Services.AddProblemDetails();

        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(time);
        builder.Services.AddSingleton<SimulatorStore>();
        builder.Services.AddSingleton<IdempotentExecutor>();
        builder.Services.AddSingleton<FaultBoard>();
        builder.Services.AddSingleton<FaultPlayer>();
        builder.Services.AddSingleton<ProviderEndpoint>();
        builder.Services.AddSingleton<PaymentsDialect>();
        builder.Services.AddSingleton<CarrierDialect>();
        builder.Services.AddSingleton<WebhookClient>();
        builder.Services.AddHostedService<StoreOpening>(); // First: the others read the store at once.
        builder.Services.AddHostedService<DeliveryClock>();
        builder.Services.AddHostedService<WebhookSender>();
        return builder;
    }

    private static WebApplication Finish(WebApplicationBuilder builder, SimulatorOptions options)
    {
        var app = builder.Build();
        app.Urls.Add(Bindable(options.Url));
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            StatusCodeSelector = static e => e is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePages();
        PaymentsRoutes.Map(app);
        CarrierRoutes.Map(app);
        FaultRoutes.Map(app);
        GetLedger.Map(app);
        return app;
    }

    // Kestrel refuses a free port on the name localhost, because it would have to be free on two addresses.
    private static string Bindable(string url)
    {
        var address = new Uri(url);
        return address is { Host: "localhost", Port: 0 } ? "http://127.0.0.1:0" : url;
    }
}
