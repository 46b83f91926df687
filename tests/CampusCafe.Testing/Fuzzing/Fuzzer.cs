using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>
/// Sends every route of a running shop what no client should: spoilt bodies, headers, addresses, framing. Nothing may
/// fail, hang or grow, and afterwards the shop sells as before.
/// </summary>
internal sealed class Fuzzer : IDisposable
{
    private const int Workers = 8;
    private const int Warmups = 200;
    private const int OrdersBefore = 4;
    private const int MostOfAKind = 10;

    /// <summary>64 MB: room for caches that fill; a leak of 1 KB per request would be 100 MB in the full run.</summary>
    private const long MostGrowth = 64L * 1024 * 1024;

    /// <summary>512 MB: eight bodies of 2 MB and the garbage of a busy host.</summary>
    private const long MostAtOnce = 512L * 1024 * 1024;

    private readonly Shop shop;
    private readonly int seed;
    private readonly IPEndPoint server;
    private readonly ServerMeters meters;
    private readonly ErrorLog log = new();
    private readonly ConcurrentQueue<string> failures = [];
    private readonly ConcurrentDictionary<string, int> failuresByKind = [];
    private readonly ConcurrentDictionary<string, bool> placed = [];
    private long peak;

    private Fuzzer(Shop shop, int seed)
    {
        (this.shop, this.seed) = (shop, seed);
        server = new IPEndPoint(IPAddress.Loopback, shop.Http.BaseAddress!.Port);
        meters = new ServerMeters(shop.Services);
        shop.Services.GetRequiredService<ILoggerFactory>().AddProvider(log);
    }

    /// <summary>Fuzzes a shop that nobody else uses.</summary>
    /// <param name="shop">It must be open, and takes orders again afterwards.</param>
    /// <param name="seed">Repeats a run.</param>
    /// <param name="inputs">How many requests, spread evenly over the routes.</param>
    public static async Task<FuzzReport> RunAsync(Shop shop, int seed, int inputs)
    {
        using Fuzzer fuzzer = new(shop, seed);
        return await fuzzer.RunAsync(inputs);
    }

    /// <summary>Sends one request of a run by itself.</summary>
    /// <param name="shop">Any open one.</param>
    /// <param name="seed">Of the run.</param>
    /// <param name="index">Within the run.</param>
    /// <returns>The request and its replies.</returns>
    public static async Task<string> RepeatAsync(Shop shop, int seed, int index)
    {
        using Fuzzer fuzzer = new(shop, seed);
        using RawClient client = new(fuzzer.server);
        var input = (await fuzzer.RequestsAsync(FuzzRoute.Of(shop.Services))).At(index);
        var replies = await client.ExchangeAsync(input);
        return $"{input}\n\n{string.Join('\n', replies)}\n\n{Oracle.Complaint(input, replies) ?? "Nothing is wrong."}\n{string.Join('\n', fuzzer.log.Errors)}";
    }

    public void Dispose()
    {
        meters.Dispose();
        log.Dispose();
    }

    private async Task<FuzzReport> RunAsync(int inputs)
    {
        var routes = FuzzRoute.Of(shop.Services);
        var requests = await RequestsAsync(routes);
        using var silent = await SilentClients.BeginAsync(server);

        await SendAsync(requests, Enumerable.Range(inputs, Warmups));
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var watch = Stopwatch.StartNew();
        await SendAsync(requests, Enumerable.Range(0, inputs / 2));
        var halfway = GC.GetTotalMemory(forceFullCollection: true);
        await SendAsync(requests, Enumerable.Range(inputs / 2, inputs - (inputs / 2)));
        watch.Stop();

        foreach (var kept in await silent.KeptAsync())
        {
            Fail(kept);
        }

        await SellAgainAsync();
        await Eventually.TrueAsync(() => meters.Active == 0, $"no request hangs; {meters.Active} do");
        var after = GC.GetTotalMemory(forceFullCollection: true);
        JudgeMemory(before, after);
        foreach (var error in log.Errors)
        {
            Fail($"Logged as an error: {error}");
        }

        return new FuzzReport(seed, inputs, watch.Elapsed, [.. failures], Missed(routes), meters.Answers, placed.Count, before, halfway, after, peak);
    }

    private async Task<Requests> RequestsAsync(IReadOnlyList<FuzzRoute> routes)
    {
        List<string> ids = [];
        for (var i = 0; i < OrdersBefore; i++)
        {
            var orderId = await shop.PlaceAsync();
            Acknowledge(orderId);
            ids.Add(orderId);
            ids.Add((await shop.UntilStatusAsync(orderId, "completed")).Text("payment.paymentId")!);
        }

        var options = shop.Simulators.Options;
        return new Requests(
            seed,
            routes,
            ids,
            [("Stripe-Signature", options.PaymentsWebhookSecret), ("Carrier-Signature", options.CarrierWebhookSecret)],
            shop.Services.GetRequiredService<TimeProvider>());
    }

    private async Task SendAsync(Requests requests, IEnumerable<int> indexes)
    {
        var queue = new ConcurrentQueue<int>(indexes);
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(async _ =>
        {
            using RawClient client = new(server);
            while (queue.TryDequeue(out var index))
            {
                await SendAsync(client, requests.At(index));
            }
        }));
    }

    private async Task SendAsync(RawClient client, FuzzInput input)
    {
        try
        {
            var replies = await client.ExchangeAsync(input);
            if (Oracle.Complaint(input, replies) is { } complaint)
            {
                Fail($"{complaint}\n{input}\n{string.Join('\n', replies)}");
            }

            foreach (var reply in replies.Where(reply => reply.Status is 200 or 202 && reply.Headers.ContainsKey("Location")))
            {
                Acknowledge(JsonSerializer.Deserialize<JsonElement>(reply.Body).Text("orderId"));
            }
        }
        catch (TimeoutException exception)
        {
            Fail($"{exception.Message}\n{input}");
        }

        var memory = GC.GetTotalMemory(forceFullCollection: false);
        for (var seen = Interlocked.Read(ref peak); memory > seen; seen = Interlocked.Read(ref peak))
        {
            Interlocked.CompareExchange(ref peak, memory, seen);
        }
    }

    /// <summary>An ordinary order, and then everything has to agree.</summary>
    private async Task SellAgainAsync()
    {
        // An order may have emptied the shelf; another may have filled it, and then this is refused.
        using var restock = new HttpRequestMessage(HttpMethod.Post, "/inventory/cake/restock") { Content = JsonContent.Create(new { quantity = 1 }) };
        restock.Headers.Add("Idempotency-Key", $"fuzz-{seed}-afterwards");
        await shop.SendAsync(restock);

        var orderId = await shop.PlaceAsync();
        await shop.UntilStatusAsync(orderId, "completed");
        await shop.SettledAsync();
        foreach (var violation in await shop.AuditAsync([.. placed.Keys, orderId]))
        {
            Fail($"Audit: {violation}");
        }
    }

    private void Acknowledge(string? orderId)
    {
        if (orderId is not null)
        {
            placed.TryAdd(orderId, true);
        }
    }

    private void JudgeMemory(long before, long after)
    {
        if (after - before > MostGrowth)
        {
            Fail($"Memory grew by {after - before} bytes.");
        }

        if (peak > MostAtOnce)
        {
            Fail($"There were {peak} bytes at once.");
        }
    }

    private List<string> Missed(IReadOnlyList<FuzzRoute> routes)
    {
        var hit = meters.Answers.Keys.Select(answer => answer.Route).ToHashSet();
        return [.. routes.Where(route => !hit.Contains(route.Pattern)).Select(route => route.ToString())];
    }

    /// <summary>Failures with the same first line are of one kind; a few of them tell enough.</summary>
    private void Fail(string what)
    {
        if (failuresByKind.AddOrUpdate(what.Split('\n')[0], 1, (_, count) => count + 1) <= MostOfAKind)
        {
            failures.Enqueue(what);
        }
    }
}
