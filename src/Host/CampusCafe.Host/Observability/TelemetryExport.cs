using System.Reflection;
using CampusCafe.BuildingBlocks.Modules;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace CampusCafe.Host.Observability;

/// <summary>Sends traces, metrics and logs to an OTLP collector, if a setting names one. Otherwise none of it costs anything.</summary>
internal static class TelemetryExport
{
    private const string ServiceName = "campuscafe";
    private const string JobsSetting = "Telemetry:TraceJobs";

    /// <exception cref="HostStartException">A setting is wrong.</exception>
    public static void AddTelemetryExport(this WebApplicationBuilder builder)
    {
        var withJobs = TracesJobs(builder.Configuration);
        if (OtlpSettings.Read(builder.Configuration) is not { } otlp)
        {
            return;
        }

        var version = typeof(TelemetryExport).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        new Builder(builder.Services)
            // The environment has the last word: OTEL_SERVICE_NAME, OTEL_RESOURCE_ATTRIBUTES.
            .ConfigureResource(resource => resource.AddService(ServiceName, serviceVersion: version).AddEnvironmentVariableDetector())
            .WithTracing(traces => Configure(traces, withJobs, builder.Configuration))
            .WithMetrics(metrics => metrics.AddMeter(
                "CampusCafe.*", "Microsoft.AspNetCore.*", "Microsoft.EntityFrameworkCore", "System.Net.Http", "System.Runtime", "Npgsql", "Quartz"))
            .WithLogging(configureBuilder: null, logs => (logs.IncludeScopes, logs.IncludeFormattedMessage) = (true, true))
            .UseOtlpExporter(otlp.Protocol, otlp.Endpoint);
    }

    private static bool TracesJobs(IConfiguration configuration) =>
        configuration[JobsSetting] is { Length: > 0 } wanted
        && (bool.TryParse(wanted, out var yes) ? yes : throw new HostStartException($"{JobsSetting} must be true or false, and is '{wanted}'."));

    private static void Configure(TracerProviderBuilder traces, bool withJobs, IConfiguration configuration)
    {
        traces.AddSource("CampusCafe.*", "Microsoft.AspNetCore", "System.Net.Http", "Npgsql");
        if (withJobs)
        {
            traces.AddSource("Quartz");
        }
        else if (string.IsNullOrEmpty(configuration["OTEL_TRACES_SAMPLER"]))
        {
            traces.SetSampler(new ParentBasedSampler(new NoPolls()));
        }
    }

    /// <summary>Leaves out what an idle host does several times a second: a query, or an exchange, that belongs to no request and no message.</summary>
    private sealed class NoPolls : Sampler
    {
        public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
            new(samplingParameters.Kind is not System.Diagnostics.ActivityKind.Client);
    }

    private sealed class Builder : IOpenTelemetryBuilder
    {
        public Builder(IServiceCollection services)
        {
            Services = services;
            // First to start and last to stop, so that nothing happens unseen.
            services.Insert(0, ServiceDescriptor.Singleton<IHostedService, Providers>());
        }

        public IServiceCollection Services { get; }
    }

    /// <summary>Makes the providers, which then listen; at the end sends what is left, and doesn't wait long for a collector that is gone.</summary>
    private sealed class Providers(TracerProvider traces, MeterProvider metrics, LoggerProvider logs) : IHostedService
    {
        private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

        public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken)
        {
            var patience = (int)Patience.TotalMilliseconds;
            return Task.WhenAll(
                Task.Run(() => traces.Shutdown(patience), CancellationToken.None),
                Task.Run(() => metrics.Shutdown(patience), CancellationToken.None),
                Task.Run(() => logs.Shutdown(patience), CancellationToken.None));
        }
    }
}
