using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Ordering.Persistence;
using CampusCafe.Payments.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>More than the host can take: the rest is told when to come back, what is accepted ends, and nobody else is shut out.</summary>
public sealed class OverloadTests
{
    private const string OnePlace = "Admission:Concurrency=1";
    private const string NoQueue = "Admission:Queue=0";

    /// <summary>Some hundreds of orders, on a machine that has other things to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task Given_ten_times_the_load_When_it_floods_in_Then_what_is_accepted_ends_and_the_rest_is_refused()
    {
        const int Places = 4;
        const int MaxBacklog = 40;
        const int Clients = 10 * (Places + Places);
        const int OrdersEach = 10;

        // A delivery is deleted only after its successor was written, two branches run side by side, and goods that
        // were on their way arrive: three for each order that was let in.
        const int PerOrder = 3;
        await using var shop = await Shop.OpenAsync(
            settings: [$"Admission:Concurrency={Places}", $"Admission:Queue={Places}", $"Admission:MaxBacklog={MaxBacklog}"]);
        await RestockAsync(shop, "before");

        var flood = Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => OrderAsync(shop, OrdersEach)));
        var watch = WatchAsync(shop, flood);
        for (var look = 0; !flood.IsCompleted; look++)
        {
            await RestockAsync(shop, $"look-{look}");
            Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/health/live")).Status);
            Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/health/ready")).Status);
        }

        var (most, heap) = await watch;
        ShopReply[] replies = [.. (await flood).SelectMany(reply => reply)];
        ShopReply[] accepted = [.. replies.Where(reply => reply.Status is HttpStatusCode.Accepted)];
        ShopReply[] refused = [.. replies.Except(accepted)];
        Assert.Equal(Clients * OrdersEach, replies.Length);
        Assert.NotEmpty(accepted);
        Assert.NotEmpty(refused);
        Assert.All(refused, reply => AssertRefused(reply, "overloaded", "backlog"));
        Assert.InRange(most, 1, PerOrder * (MaxBacklog + Places));

        ShopReply? next = null;
        await Eventually.TrueAsync(async () => (next = await shop.CheckoutAsync()).Status is HttpStatusCode.Accepted, "a checkout is accepted again");
        await shop.SettledAsync(Patience);
        Assert.Empty(await shop.AuditAsync([.. accepted.Select(reply => reply.OrderId), next!.OrderId]));
        TestContext.Current.SendDiagnosticMessage($"{accepted.Length} accepted, {refused.Length} refused, at most {most} open, at most {heap >> 20} MB on the heap");
    }

    [Fact]
    public async Task Given_checkouts_that_fill_their_lane_When_others_come_Then_only_checkouts_are_refused()
    {
        await using var shop = await Shop.OpenAsync(settings: [OnePlace, NoQueue]);
        Task<ShopReply> accepted;
        await using (await WriterBusyAsync<OrderingDbContext>(shop))
        {
            Task<ShopReply>[] both = [shop.CheckoutAsync(), shop.CheckoutAsync()];
            var refused = await Task.WhenAny(both);
            accepted = both.Single(task => task != refused);

            AssertRefused(await refused, "overloaded");
            Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/menu")).Status);
            Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/health/live")).Status);
            await RestockAsync(shop, "meanwhile");
            Assert.Equal(HttpStatusCode.NoContent, (await SendEventAsync(shop, "evt_meanwhile")).Status);
        }

        Assert.Equal(HttpStatusCode.Accepted, (await accepted).Status);
    }

    [Fact]
    public async Task Given_webhooks_that_fill_their_lane_When_one_more_comes_Then_503_and_it_is_taken_when_sent_again()
    {
        await using var shop = await Shop.OpenAsync(settings: [OnePlace, NoQueue]);
        string[] events = ["evt_1", "evt_2"];
        int refusedIndex;
        Task<ShopReply>[] both;
        await using (await WriterBusyAsync<PaymentsDbContext>(shop))
        {
            both = [.. events.Select(id => SendEventAsync(shop, id))];
            refusedIndex = Array.IndexOf(both, await Task.WhenAny(both));
            AssertRefused(await both[refusedIndex], "overloaded");
        }

        Assert.Equal(HttpStatusCode.NoContent, (await both[1 - refusedIndex]).Status);
        Assert.Equal(HttpStatusCode.NoContent, (await SendEventAsync(shop, events[refusedIndex])).Status);
    }

    [Fact]
    public async Task Given_a_customer_who_waits_for_the_outcome_When_another_orders_Then_accepted_and_not_kept_waiting()
    {
        await using var shop = await Shop.OpenAsync(settings: [OnePlace, NoQueue, "Admission:Waiters=1"]);
        await shop.Simulators.Client.SetFaultAsync("payments", "authorize", "fail");
        var waiting = shop.CheckoutAsync(wait: 30);
        await Eventually.TrueAsync(
            async () => (await shop.GetAsync("/inventory/state")).Json.GetProperty("reservations").GetInt32() == 1, "the order under way");

        await Eventually.TrueAsync(async () => (await shop.CheckoutAsync(wait: 30)).Status is HttpStatusCode.Accepted, "the second is accepted");

        Assert.False(waiting.IsCompleted);
        await shop.Simulators.Client.ClearFaultsAsync();
        Assert.Equal(HttpStatusCode.OK, (await waiting).Status);
    }

    [Fact]
    public async Task Given_a_client_that_sends_its_body_slowly_When_another_orders_Then_accepted()
    {
        await using var shop = await Shop.OpenAsync(settings: [OnePlace, NoQueue]);
        using var slow = new TcpClient();
        await slow.ConnectAsync(shop.Http.BaseAddress!.Host, shop.Http.BaseAddress.Port, TestContext.Current.CancellationToken);
        await using var stream = slow.GetStream();
        using var reader = new StreamReader(stream);
        var head = $"POST /checkout HTTP/1.1\r\nHost: {shop.Http.BaseAddress.Authority}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\nExpect: 100-continue\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), TestContext.Current.CancellationToken);

        // The host says this when it has begun to read, and has nothing yet.
        Assert.Equal("HTTP/1.1 100 Continue", await reader.ReadLineAsync(TestContext.Current.CancellationToken));

        Assert.Equal(HttpStatusCode.Accepted, (await shop.CheckoutAsync()).Status);
    }

    [Fact]
    public async Task Given_too_much_left_to_do_When_ordered_Then_refused_until_it_is_done_and_replays_and_cancels_are_answered()
    {
        await using var shop = await Shop.OpenAsync(settings: "Admission:MaxBacklog=1");
        await shop.Simulators.Client.SetFaultAsync("payments", "authorize", "fail");
        var first = await shop.CheckoutAsync(key: "first");
        ShopReply? refused = null;

        // Between two hops there may be nothing to count for a moment.
        await Eventually.TrueAsync(
            async () => (refused = await shop.CheckoutAsync()).Status is not HttpStatusCode.Accepted, "an order is refused");

        AssertRefused(refused!, "backlog");
        Assert.Equal(first.OrderId, (await shop.CheckoutAsync(key: "first")).OrderId);
        Assert.Equal(HttpStatusCode.Accepted, (await shop.CancelAsync(first.OrderId)).Status);
        await shop.Simulators.Client.ClearFaultsAsync();
        await Eventually.TrueAsync(async () => (await shop.CheckoutAsync()).Status is HttpStatusCode.Accepted, "a checkout is accepted again");
    }

    [Fact]
    public async Task Given_messages_that_lie_too_long_When_ordered_Then_refused_until_they_are_delivered()
    {
        await using var shop = await Shop.OpenAsync(settings: "Admission:MaxBacklogAge=00:00:00.1");
        ShopReply? refused = null;
        await using (await WriterBusyAsync<InventoryDbContext>(shop))
        {
            await Eventually.TrueAsync(
                async () => (refused = await shop.CheckoutAsync()).Status is not HttpStatusCode.Accepted, "an order is refused");
        }

        AssertRefused(refused!, "backlog");
        await Eventually.TrueAsync(async () => (await shop.CheckoutAsync()).Status is HttpStatusCode.Accepted, "a checkout is accepted again");
    }

    private static async Task<IReadOnlyList<ShopReply>> OrderAsync(Shop shop, int times)
    {
        List<ShopReply> replies = [];
        for (var i = 0; i < times; i++)
        {
            replies.Add(await shop.CheckoutAsync());
        }

        return replies;
    }

    private static void AssertRefused(ShopReply reply, params string[] kinds)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("application/problem+json", reply.Headers["Content-Type"]);
        Assert.Contains(reply.Json.Text("type")!["urn:campuscafe:problem:".Length..], kinds);
        Assert.NotEmpty(reply.Json.Text("title")!);
        Assert.Contains("Nothing has been changed", reply.Json.Text("detail"));
        Assert.InRange(int.Parse(reply.Headers["Retry-After"], CultureInfo.InvariantCulture), 1, 10);
    }

    /// <summary>An operator at work.</summary>
    private static async Task RestockAsync(Shop shop, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inventory/cake/restock");
        request.Content = new StringContent("""{"quantity":500}""", Encoding.UTF8, "application/json");
        request.Headers.Add("Idempotency-Key", key);
        Assert.Equal(HttpStatusCode.OK, (await shop.SendAsync(request)).Status);
    }

    /// <summary>An event of the payment provider's, signed, about nothing we know.</summary>
    private static async Task<ShopReply> SendEventAsync(Shop shop, string id)
    {
        var body = $$"""{"id":"{{id}}"}""";
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var secret = Encoding.UTF8.GetBytes(shop.Simulators.Options.PaymentsWebhookSecret);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(secret, Encoding.UTF8.GetBytes($"{at}.{body}")));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/payments");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        request.Headers.Add("Stripe-Signature", $"t={at},v1={signature}");
        return await shop.SendAsync(request);
    }

    /// <summary>Whoever wants to write to the module waits until this is disposed.</summary>
    private static async Task<Busy> WriterBusyAsync<TContext>(Shop shop)
        where TContext : ModuleDbContext
    {
        var scope = shop.Scope();
        return new Busy(scope, await scope.ServiceProvider.GetRequiredService<TContext>().Database.BeginTransactionAsync(TestContext.Current.CancellationToken));
    }

    /// <summary>The most that was open and on the heap while the flood lasted, and right after it.</summary>
    private static async Task<(int Open, long Heap)> WatchAsync(Shop shop, Task flood)
    {
        var (most, heap, isLast) = (0, 0L, false);
        while (!isLast)
        {
            isLast = flood.IsCompleted;
            most = Math.Max(most, await BacklogAsync(shop));
            heap = Math.Max(heap, GC.GetTotalMemory(forceFullCollection: false));
        }

        return (most, heap);
    }

    /// <summary>Undelivered messages and open calls.</summary>
    private static async Task<int> BacklogAsync(Shop shop)
    {
        await using var scope = shop.Scope();
        var count = 0;
        foreach (var module in scope.ServiceProvider.GetServices<ModuleDatabase>().Select(module => module.Resolve(scope.ServiceProvider)))
        {
            count += await module.Set<OutboxDelivery>().CountAsync(TestContext.Current.CancellationToken);
            if (module.Has<OutgoingCall>())
            {
                count += await module.Set<OutgoingCall>().CountAsync(call => call.State == CallState.Open, TestContext.Current.CancellationToken);
            }
        }

        return count;
    }

    private sealed record Busy(AsyncServiceScope Scope, IDbContextTransaction Transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            await Scope.DisposeAsync();
        }
    }
}
