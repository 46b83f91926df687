using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using CampusCafe.Testing;

namespace CampusCafe.Benchmarks.Checkout;

/// <summary>Those who place orders, all of one cake paid with a good card, and remember when.</summary>
internal sealed class Customers(HttpClient http, IReadOnlyList<HostProcess> hosts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, PlacedOrder> orders = [];
    private int asked;

    public IReadOnlyCollection<PlacedOrder> Orders => [.. orders.Values];

    /// <summary>
    /// Open loop: order i starts at i/rate, whatever became of those before it, and its time counts from there. A host
    /// that is late is late for everybody who waits, and so is this program.
    /// </summary>
    public async Task<IReadOnlyList<PlacedOrder>> PlaceAtRateAsync(double rate, TimeSpan during)
    {
        List<Task<PlacedOrder>> placing = [];
        var (clock, start) = (Stopwatch.StartNew(), TimeProvider.System.GetUtcNow());
        for (var i = 0; TimeSpan.FromSeconds(i / rate) is var due && due < during; i++)
        {
            if (due - clock.Elapsed is { Ticks: > 0 } ahead)
            {
                await Task.Delay(ahead);
            }

            placing.Add(PlaceAsync(clock, start, due, waitForOutcome: false));
        }

        return await Task.WhenAll(placing);
    }

    /// <summary>Closed loop: each customer waits until the order is paid and places the next.</summary>
    public async Task<IReadOnlyList<PlacedOrder>> PlaceOneAfterAnotherAsync(int customers, TimeSpan during)
    {
        var (clock, start) = (Stopwatch.StartNew(), TimeProvider.System.GetUtcNow());
        var placed = await Task.WhenAll(Enumerable.Range(0, customers).Select(async _ =>
        {
            List<PlacedOrder> mine = [];
            while (clock.Elapsed < during)
            {
                mine.Add(await PlaceAsync(clock, start, clock.Elapsed, waitForOutcome: true));
            }

            return mine;
        }));
        return [.. placed.SelectMany(mine => mine)];
    }

    /// <summary>Waits until the goods of every order have left, or the order has ended otherwise.</summary>
    public async Task AllShippedAsync()
    {
        foreach (var order in orders.Values)
        {
            await Eventually.TrueAsync(
                async () => await StatusAsync(order) is "shipped" or "completed" or "rejected" or "cancelled", () => $"order {order.Id} is shipped", Patience);
        }
    }

    /// <summary>By turns, as a balancer does.</summary>
    private string NextUrl => hosts[(int)((uint)Interlocked.Increment(ref asked) % hosts.Count)].Url;

    private async Task<string?> StatusAsync(PlacedOrder order)
    {
        using var response = await http.GetAsync(new Uri($"{NextUrl}/orders/{order.Id}"));
        return (await ShopReply.OfAsync(response)).Json.Text("status");
    }

    private async Task<PlacedOrder> PlaceAsync(Stopwatch clock, DateTimeOffset start, TimeSpan due, bool waitForOutcome)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{NextUrl}/checkout");
        request.Content = JsonContent.Create(Shop.Cart());
        request.Headers.Add("Idempotency-Key", Guid.CreateVersion7(start).ToString());
        if (waitForOutcome)
        {
            request.Headers.Add("Prefer", "wait=30");
        }

        using var response = await http.SendAsync(request);
        var reply = await ShopReply.OfAsync(response);
        var order = reply.Status is HttpStatusCode.Accepted or HttpStatusCode.OK
            ? new PlacedOrder(reply.OrderId, start + due, clock.Elapsed - due)
            : throw new InvalidOperationException($"The checkout was answered {(int)reply.Status}: {reply.Text}");
        orders[order.Id] = order;
        return order;
    }
}

/// <param name="Id">The order's.</param>
/// <param name="StartedAt">When it was to be placed, which is not later than when it was sent.</param>
/// <param name="Answered">From then until its answer had been read.</param>
internal sealed record PlacedOrder(string Id, DateTimeOffset StartedAt, TimeSpan Answered);
