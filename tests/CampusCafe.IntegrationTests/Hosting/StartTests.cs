using System.Net;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Hosting;

public sealed class StartTests
{
    [Theory]
    [InlineData("Ordering:Deadline=never", "Ordering:Deadline")]
    [InlineData("Ordering:Deadline=00:00:00", "Ordering:Deadline")]
    [InlineData("Ordering:HoldTimeToLive=00:00:30", "Ordering:HoldTimeToLive")]
    [InlineData("Admission:Concurrency=0", "Admission:Concurrency")]
    [InlineData("Admission:Queue=-1", "Admission:Queue")]
    [InlineData("Admission:MaxBacklog=0", "Admission:MaxBacklog")]
    [InlineData("Admission:MaxBacklogAge=00:00:00", "Admission:MaxBacklogAge")]
    [InlineData("Health:OldestPendingMessage=00:00:00", "Health:OldestPendingMessage")]
    [InlineData("Logging:Console:FormatterName=xml", "Logging:Console:FormatterName")]
    [InlineData("Telemetry:Otlp:Endpoint=nonsense", "Telemetry:Otlp:Endpoint")]
    [InlineData("Telemetry:Otlp:Endpoint=ftp://collector", "Telemetry:Otlp:Endpoint")]
    [InlineData("Telemetry:Otlp:Protocol=smoke", "Telemetry:Otlp:Protocol")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT=nonsense", "OTEL_EXPORTER_OTLP_ENDPOINT")]
    [InlineData("Telemetry:TraceJobs=often", "Telemetry:TraceJobs")]
    [InlineData("Messaging:BatchSize=0", "Messaging:BatchSize")]
    [InlineData("Messaging:BatchSize=many", "Messaging:BatchSize")]
    [InlineData("OutgoingCalls:Lease=-1", "OutgoingCalls:Lease")]
    [InlineData("Payments:Gateway:BaseAddress=somewhere", "Payments:Gateway:BaseAddress")]
    [InlineData("Payments:Gateway:ApiKey=", "Payments:Gateway:ApiKey")]
    [InlineData("Payments:Webhooks:Secret=", "Payments:Webhooks:Secret")]
    [InlineData("Shipping:Carrier:BaseAddress=ftp://carrier", "Shipping:Carrier:BaseAddress")]
    [InlineData("Shipping:Polling:Interval=00:00:00", "Shipping:Polling:Interval")]
    [InlineData("Operators:ApiKey=a-key-for-operators", "Operators:ApiKey is no more: make a named key with the command api-key")]
    [InlineData("Accounts:SignedInFor=00:00:01", "Accounts:SignedInFor")]
    [InlineData("PathBase=cafe", "PathBase 'cafe' must be a path such as /cafe")]
    [InlineData("PathBase=/cafe/", "PathBase")]
    [InlineData("PathBase=//cafe", "PathBase")]
    [InlineData("Data:Folder=/proc/nowhere", "Data:Folder")]
    [InlineData("Simulators:TimeScale=-1", "Simulators:TimeScale")]
    [InlineData("Simulators:Url=nonsense", "Simulators:Url")]
    [InlineData("urls=nonsense", "Urls")]
    [InlineData("Messaging:FirstRetryAfter=01:00:00", "Messaging:LongestRetryAfter")]
    [InlineData("Messaging:Consumers:stock:MaxAttempts=3", "Messaging:Consumers:stock: there is no consumer of that name. The consumers are inventory, ordering, payments, shipping.")]
    [InlineData("Messaging:Consumers:inventory:MaxAttempts=0", "Messaging:Consumers:inventory:MaxAttempts must be between 1 and 1000")]
    [InlineData("Messaging:Consumers:inventory:MaxAttempts=few", "Messaging:Consumers:inventory:MaxAttempts")]
    [InlineData("Messaging:Consumers:inventory:Jitter=2", "Messaging:Consumers:inventory:Jitter")]
    [InlineData("Messaging:Consumers:inventory:FirstRetryAfter=02:00:00", "Messaging:Consumers:inventory:FirstRetryAfter")]
    [InlineData("Messaging:Consumers:inventory:LongestRetryAfter=2.00:00:00", "Messaging:Consumers:inventory:LongestRetryAfter")]
    [InlineData("Messaging:Consumers:inventory:FirstRetryAfter=00:30:00", "Messaging:Consumers:inventory:LongestRetryAfter")]
    [InlineData("Messaging:LongestRetryAfter=2.00:00:00", "Messaging:LongestRetryAfter must be between")]
    [InlineData("OutgoingCalls:FirstRetryAfter=01:00:00", "OutgoingCalls:LongestRetryAfter")]
    [InlineData("Payments:Gateway:Timeout=00:00:20", "OutgoingCalls:GiveUpAfter")]
    public async Task Given_a_wrong_setting_When_started_Then_it_stops_with_a_sentence_that_names_it(string setting, string name)
    {
        using var folder = new TempFolder();

        var sentence = await FailToStartAsync(folder, setting);

        Assert.Contains(name, sentence);
        Assert.DoesNotContain("   at ", sentence);
    }

    [Fact]
    public async Task Given_a_folder_that_a_host_is_using_When_a_second_is_started_Then_it_says_so()
    {
        await using var shop = await Shop.OpenAsync();

        var sentence = await FailedStart.SentenceAsync(configure: null, shop.Data.Settings[0]);

        Assert.Contains("another host is using", sentence);
        Assert.Contains("CAMPUSCAFE_DATA", sentence);
    }

    [Fact]
    public async Task Given_a_file_that_is_no_database_When_started_Then_it_says_which()
    {
        using var folder = new TempFolder();
        await File.WriteAllTextAsync(Path.Combine(folder.Path, "payments.db"), new string('x', 8192), TestContext.Current.CancellationToken);

        Assert.Contains("payments.db", await FailToStartAsync(folder, "Simulators:TimeScale=1"));
    }

    [Fact]
    public async Task Given_customers_who_wait_When_stopped_Then_they_get_their_answer_at_once()
    {
        await using var shop = await Shop.OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("payments", "authorize", "fail");
        var waiting = shop.CheckoutAsync(wait: 30);
        await Eventually.TrueAsync(
            async () => (await shop.GetAsync("/inventory/state")).Json.GetProperty("reservations").GetInt32() == 1, "the order under way");

        var stopping = shop.StopAsync();
        var reply = await waiting;

        Assert.Equal(HttpStatusCode.Accepted, reply.Status);
        await stopping;
    }

    [Fact]
    public async Task Given_an_order_under_way_When_the_shop_is_closed_Then_its_files_are_whole()
    {
        using var folder = new TempFolder();
        await using var simulators = await RunningSimulators.StartAsync();
        await using (var shop = await Shop.OpenOnAsync(folder.Path, simulators))
        {
            await shop.PlaceAsync();
            Assert.NotEmpty(Directory.GetFiles(folder.Path, "*-wal"));
        }

        Assert.NotEmpty(Directory.GetFiles(folder.Path, "*.db"));
        Assert.Empty(Directory.GetFiles(folder.Path, "*-wal"));
    }

    [Fact]
    public async Task Given_an_open_shop_When_asked_for_its_health_and_documents_Then_answers()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/health/live")).Status);
        await Eventually.TrueAsync(async () => (await shop.GetAsync("/health/ready")).Status is HttpStatusCode.OK, () => "it is ready");
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/swagger/index.html")).Status);
        var document = (await shop.GetAsync("/openapi/v1.json")).Json;
        var paths = document.GetProperty("paths");
        string[] expected =
        [
            "/menu", "/checkout", "/orders/{orderId}", "/orders/{orderId}/cancel", "/orders/{orderId}/timeline", "/payments/{paymentId}",
            "/inventory/state", "/inventory/{itemId}/restock", "/webhooks/payments", "/webhooks/carrier",
            "/operations/orders/{orderId}", "/operations/orders/{orderId}/cancel", "/operations/orders/{orderId}/resume", "/operations/orders/{orderId}/remedies",
            "/operations/dead-letters", "/operations/dead-letters/redrive", "/operations/dead-letters/{consumer}/{messageId}",
            "/operations/dead-letters/{consumer}/{messageId}/redrive", "/operations/dead-letters/{consumer}/{messageId}/discard",
            "/operations/overview", "/operations/orders", "/operations/system", "/operations/actions",
            "/operations/messages/pending", "/operations/messages/stalled", "/operations/messages/log", "/operations/messages/{messageId}",
            "/operations/jobs", "/operations/jobs/preview", "/operations/jobs/{job}", "/operations/jobs/{job}/runs", "/operations/jobs/{job}/schedule",
            "/operations/jobs/{job}/pause", "/operations/jobs/{job}/resume", "/operations/jobs/{job}/run", "/operations/jobs/{job}/interrupt", "/operations/jobs/{job}/reset",
            "/operations/accounts", "/operations/accounts/{name}", "/operations/accounts/{name}/link",
            "/operations/api-keys", "/operations/api-keys/{name}/revoke",
        ];
        Assert.Equal(expected.Order(StringComparer.Ordinal), paths.EnumerateObject().Select(path => path.Name).Order(StringComparer.Ordinal));
        Assert.Equal(("apiKey", "header", "X-Api-Key"), (document.Text("components.securitySchemes.ApiKey.type"), document.Text("components.securitySchemes.ApiKey.in"), document.Text("components.securitySchemes.ApiKey.name")));
        var withKey = paths.EnumerateObject()
            .Where(path => path.Value.EnumerateObject().Any(verb => verb.Value.TryGetProperty("security", out var needed) && needed.EnumerateArray().Any(one => one.TryGetProperty("ApiKey", out _))))
            .Select(path => path.Name);
        Assert.Equal(expected.Where(path => path.StartsWith("/operations/", StringComparison.Ordinal)).Append("/inventory/{itemId}/restock").Order(StringComparer.Ordinal), withKey.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Given_a_contract_whose_old_version_nobody_can_read_When_started_Then_it_says_what_to_do()
    {
        using var folder = new TempFolder();
        var consumer = new ConsumerDefinition(
            "kitchen", [], new Dictionary<Type, Func<IMessage, IRequest>> { [typeof(Cook)] = _ => throw new NotSupportedException() }, FinalErrors: []);

        var sentence = await FailedStart.SentenceAsync(builder => builder.Services.AddSingleton(consumer), $"Data:Folder={folder.Path}");

        Assert.Contains("kitchen.cook is at version 2, and nothing makes its version 1 a version 2.", sentence);
        Assert.DoesNotContain("   at ", sentence);
    }

    [WireName("kitchen.cook", Version = 2)]
    private sealed record Cook(OrderId OrderId) : ICommand, IOrderMessage;

    private static Task<string> FailToStartAsync(TempFolder folder, string setting) =>
        FailedStart.SentenceAsync(configure: null, $"Data:Folder={folder.Path}", setting);
}
