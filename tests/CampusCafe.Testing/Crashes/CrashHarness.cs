using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using CampusCafe.Testing.Databases;

namespace CampusCafe.Testing.Crashes;

/// <summary>
/// Tells a scenario once to count its commits and calls, then once per point and side, dying there: nothing that the
/// host does from then on, its shutdown included, reaches data or providers; a new one starts on the same data, and once
/// everything has settled the audit must find nothing. The customer repeats what was not answered, under the same key.
/// </summary>
internal sealed class CrashHarness : IAsyncDisposable
{
    private static readonly string[] Quick =
    [
        "Messaging:PollInterval=00:00:01",
        "OutgoingCalls:Lease=00:00:02", // Where other hosts are possible, the next life waits for the leases of the last to end.
        "Shipping:Polling:Interval=00:00:00.3",
        "Shipping:Polling:Every=00:00:00.3",
    ];

    /// <summary>4: a life works most of the time, and waits now and then.</summary>
    private static readonly ParallelOptions SideBySide = new() { MaxDegreeOfParallelism = 4 };

    private readonly ShopData template;

    private CrashHarness(ShopData template) => this.template = template;

    /// <summary>Migrates and seeds once; every run gets a copy.</summary>
    public static async Task<CrashHarness> CreateAsync() => new(await Shop.TemplateAsync());

    /// <summary>All points of the scenario, on both sides; or some.</summary>
    /// <param name="scenario">What to tell.</param>
    /// <param name="every">1 for all, 3 for every third cut, evenly over the story and on both sides.</param>
    public async Task<CrashReport> RunAllAsync(CrashScenario scenario, int every = 1)
    {
        var undisturbed = await RunAsync(scenario);
        var cuts = Enumerable.Range(1, undisturbed.Points).SelectMany(point => new[] { new Cut(point, Side.Before), new Cut(point, Side.After) })
            .Where((_, number) => number % every == 0);
        var report = new CrashReport(scenario, undisturbed);
        await Parallel.ForEachAsync(cuts, SideBySide, async (cut, _) => report.Add(await RunAsync(scenario, cut)));
        return report;
    }

    /// <summary>How many commits and calls each scenario has when nothing disturbs it.</summary>
    public async Task<IReadOnlyDictionary<CrashScenario, int>> CountPointsAsync()
    {
        ConcurrentDictionary<CrashScenario, int> points = [];
        await Parallel.ForEachAsync(CrashScenario.All, SideBySide, async (scenario, _) => points[scenario] = (await RunAsync(scenario)).Points);
        return points;
    }

    /// <summary>Scenarios by chance that die at one point, and again while they recover.</summary>
    /// <param name="points">Of each scenario, when nothing disturbs it.</param>
    /// <param name="pairs">How many.</param>
    /// <param name="seed">Draws scenarios and points.</param>
    public async Task<IReadOnlyList<CrashRun>> RunPairsAsync(IReadOnlyDictionary<CrashScenario, int> points, int pairs, int seed)
    {
        var random = new Random(seed);
        var drawn = Enumerable.Range(0, pairs).Select(_ => DrawPair(random, points)).ToList();
        ConcurrentBag<CrashRun> runs = [];
        await Parallel.ForEachAsync(drawn, SideBySide, async (pair, _) => runs.Add(await RunAsync(pair.Scenario, pair.First, pair.Second)));
        return [.. runs];
    }

    private static (CrashScenario Scenario, Cut First, Cut Second) DrawPair(Random random, IReadOnlyDictionary<CrashScenario, int> points)
    {
        var scenario = CrashScenario.All[random.Next(CrashScenario.All.Count)];
        return (scenario, Draw(), Draw());

        Cut Draw() => new(random.Next(1, points[scenario] + 1), random.Next(2) == 0 ? Side.Before : Side.After);
    }

    /// <summary>One telling, with one life of the host per cut and one more.</summary>
    public async Task<CrashRun> RunAsync(CrashScenario scenario, params IReadOnlyList<Cut> cuts)
    {
        await using var data = await template.CopyAsync();
        using var ledger = new TempFolder();
        await using var simulators = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromSeconds(1), ledger);
        await scenario.Prepare(simulators.Client);
        var customer = new Customer(scenario);
        var died = 0;
        foreach (var cut in cuts)
        {
            var power = new PowerSwitch(cut);
            await LiveAsync(power);
            if (!power.IsOff)
            {
                break; // The story was over before it came to this point.
            }

            died++;
        }

        var last = new PowerSwitch();
        string[] wrong = await LiveAsync(last) ?? [];
        if (died == 0 && customer.End == scenario.Ends[0] && scenario.Effect is { } effect && !await simulators.Client.HasHappenedAsync(effect))
        {
            wrong = [.. wrong, $"nobody died, and no provider was asked to {effect}"];
        }

        return new CrashRun(scenario, cuts, died, last.Points, customer.End, wrong);

        async Task<string[]?> LiveAsync(PowerSwitch power)
        {
            try
            {
                await using var shop = await Shop.OpenOnAsync(data, simulators, power.Install, [.. Quick, .. scenario.Settings]);
                await customer.TellAsync(shop);
                await shop.SettledAsync();
                return [.. await customer.CheckEndAsync(shop), .. await shop.AuditStrictlyAsync(customer.Acknowledged)];
            }
#pragma warning disable CA1031 // Whatever a customer may see of a host that dies: the next life is asked again.
            catch (Exception) when (power.IsOff)
#pragma warning restore CA1031
            {
                return null;
            }
            catch (TimeoutException stuck)
            {
                return [stuck.Message];
            }
        }
    }

    public ValueTask DisposeAsync() => template.DisposeAsync();

    /// <summary>Remembers what it was told, and repeats what it was not.</summary>
    private sealed class Customer(CrashScenario scenario)
    {
        private readonly string key = Guid.CreateVersion7(TimeProvider.System.GetUtcNow()).ToString();
        private string? orderId;

        public IReadOnlyCollection<string> Acknowledged => orderId is null ? [] : [orderId];

        public string End { get; private set; } = "none";

        public async Task TellAsync(Shop shop)
        {
            var placed = await shop.CheckoutAsync(scenario.Cart, key);
            if (placed.Status is not HttpStatusCode.Accepted)
            {
                throw new InvalidOperationException($"The checkout was answered {(int)placed.Status}: {placed.Text}");
            }

            if (orderId is not null && orderId != placed.OrderId)
            {
                throw new InvalidOperationException($"The key of order {orderId} made another one, {placed.OrderId}.");
            }

            orderId = placed.OrderId;
            await scenario.Then(shop, orderId);
        }

        public async Task<IReadOnlyList<string>> CheckEndAsync(Shop shop)
        {
            JsonElement order = await shop.OrderAsync(orderId!);
            End = order.Text("status")!;
            return
            [
                .. scenario.Ends.Contains(End) ? [] : new[] { $"it ended {End}: {order}" },
                .. order.GetProperty("needsAttention").GetBoolean() ? [$"it still needs attention: {order}"] : Array.Empty<string>(),
            ];
        }
    }
}
