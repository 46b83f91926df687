using System.Collections.Concurrent;
using System.Text;
using CampusCafe.Host;
using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.IntegrationTests.Observability;

/// <summary>OTLP by setting, against a collector that only collects.</summary>
public sealed class ExportTests
{
    [Theory]
    [InlineData("Telemetry:Otlp:Endpoint")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT")]
    public async Task Given_a_collector_When_the_host_has_worked_Then_traces_metrics_and_logs_are_there(string setting)
    {
        await using var collector = await Collector.StartAsync();
        var id = Guid.CreateVersion7().ToString();

        await using (var host = await RunningHost.StartAsync($"{setting}={collector.Url}"))
        {
            await host.OrderAsync(id);
        }

        Assert.True(collector.Has("traces", "POST /checkout"));
        Assert.True(collector.Has("traces", "process inventory.hold-stock.v1"));
        Assert.True(collector.Has("metrics", "campuscafe.relay.deliveries"));
        Assert.True(collector.Has("metrics", "campuscafe.relay.pending"));
        Assert.True(collector.Has("metrics", "http.server.request.duration"));
        Assert.True(collector.Has("logs", id)); // By the scope of a line, none has it in its text.
        Assert.All(["traces", "metrics", "logs"], signal => Assert.True(collector.Has(signal, "campuscafe"), signal));
    }

    [Fact]
    public async Task Given_no_setting_When_the_host_runs_Then_nothing_is_made_for_export()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Null(shop.Services.GetService<OpenTelemetry.Trace.TracerProvider>());
        Assert.Null(shop.Services.GetService<OpenTelemetry.Metrics.MeterProvider>());
    }

    [Fact]
    public async Task Given_a_collector_that_is_gone_When_the_host_stops_Then_it_does_all_the_same()
    {
        await using var host = await RunningHost.StartAsync("Telemetry:Otlp:Endpoint=http://127.0.0.1:9");

        await host.OrderAsync("nobody-collects");
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    /// <summary>With its loggers, which other tests take away.</summary>
    private sealed class RunningHost(WebApplication app, RunningSimulators simulators, ShopData data) : IAsyncDisposable
    {
        public static async Task<RunningHost> StartAsync(string setting)
        {
            var data = await ShopDatabase.Current.CreateAsync();
            var simulators = await RunningSimulators.StartAsync();
            string[] quiet = ["Logging:Console:LogLevel:Default=None", "Logging:LogLevel:CampusCafe=Debug"];
            var settings = HostSettings.Beside(simulators.BaseAddress, simulators.Options).Concat(data.Settings).Concat(HostSettings.Quick).Concat(quiet);
            var app = CampusCafeHost.Build(
                [.. settings.Append(setting).Select(one => $"--{one}")],
                builder => builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(Greeting))));
            await app.StartAsync(TestContext.Current.CancellationToken);
            return new RunningHost(app, simulators, data);
        }

        /// <summary>Places an order and waits for its outcome.</summary>
        public async Task OrderAsync(string requestId)
        {
            // A customer has no trace of his own; one that this process began, and the host's sampler left out, would be left out by the host as well.
            using var http = new HttpClient(new SocketsHttpHandler { ActivityHeadersPropagator = null }) { BaseAddress = new Uri(app.Urls.First()) };
            using var request = new HttpRequestMessage(HttpMethod.Post, "/checkout");
            request.Content = System.Net.Http.Json.JsonContent.Create(Shop.Cart());
            request.Headers.Add("Idempotency-Key", requestId);
            request.Headers.Add("X-Request-Id", requestId);
            request.Headers.Add("Prefer", "wait=30");
            using var reply = await http.SendAsync(request, TestContext.Current.CancellationToken);
            reply.EnsureSuccessStatusCode();
        }

        public Task StopAsync() => app.StopAsync(CancellationToken.None);

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
            await simulators.DisposeAsync();
            await data.DisposeAsync();
        }
    }

    /// <summary>Takes OTLP over HTTP. In protobuf a text is its bytes, so it can be found without decoding.</summary>
    private sealed class Collector(WebApplication app) : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Signal, byte[] Body)> received = new();

        public string Url => app.Urls.Single();

        public static async Task<Collector> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            var app = builder.Build();
            app.Urls.Add("http://127.0.0.1:0");
            var collector = new Collector(app);
            app.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
            {
                using var body = new MemoryStream();
                await request.Body.CopyToAsync(body);
                collector.received.Enqueue((signal, body.ToArray()));
            });
            await app.StartAsync(TestContext.Current.CancellationToken);
            return collector;
        }

        public bool Has(string signal, string text) =>
            received.Any(one => one.Signal == signal && one.Body.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0);

        public async ValueTask DisposeAsync()
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }
}
