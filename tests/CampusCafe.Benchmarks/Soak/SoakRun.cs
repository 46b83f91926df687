using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;
using CampusCafe.Testing.Kills;

namespace CampusCafe.Benchmarks.Soak;

/// <summary>One soak: the host dies every few seconds under load, and at the end everything must agree.</summary>
internal sealed class SoakRun(double minutes, int seed, double rate)
{
    private static readonly TimeSpan ShortestLife = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan LongestLife = TimeSpan.FromSeconds(8);

    /// <summary>5 min: what waits for its next try when the last process dies may wait for half a minute, and fail again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <returns>The program's exit code: 1 on any violation.</returns>
    public async Task<int> RunAsync(DirectoryInfo? folder)
    {
        await using var stage = await Stage.OnSqliteAsync(folder);
        using var host = new MortalHost(stage.Http, () => stage.StartHostAsync());
        await host.StartAsync();
        var customers = new PatientCustomers(stage.Http, host.UrlAsync);
        var traffic = new Traffic(customers, rate, seed);
        var weather = new Weather(stage.Simulators.Client, seed + 1);

        using (var over = new CancellationTokenSource(TimeSpan.FromMinutes(minutes)))
        {
            Output.Progress($"Killing for {minutes} minutes, seed {seed}.");
            await Task.WhenAll(
                traffic.OrdersAsync(over.Token), traffic.RestocksAsync(over.Token), weather.BlowAsync(over.Token), KillAsync(host, over.Token));
        }

        var repeated = customers.Repeated;
        await customers.PlaceAllAgainAsync();
        await host.KillAsync();

        Output.Progress("Settling, and then the audit.");
        var orders = customers.Acknowledged.Values.Select(order => order.OrderId).ToList();
        var (end, violations) = await stage.ReadBooksAsync(
            async shop => (await Outcome.ReadAsync(shop), (IReadOnlyList<string>)[.. await shop.AuditStrictlyAsync(orders)]), Patience);
        violations =
        [
            .. violations,
            .. end.StockThatCameIn.Where(item => item.Value != traffic.Restocked).Select(item => $"{item.Value} {item.Key} came in, for restocks of {traffic.Restocked}"),
            .. await stage.DamagesAsync(),
        ];
        Report(new Figures(
            "soak",
            stage.Machine,
            new Settings(minutes, seed, rate),
            host.Recoveries.Count,
            Percentiles.Of(host.Recoveries),
            orders.Count,
            repeated,
            traffic.Cancels,
            weather.Faults,
            end.ByStatus,
            end.NeedAttention,
            end.ByCharges,
            violations.Count));
        foreach (var violation in violations)
        {
            Console.WriteLine(violation);
        }

        return violations.Count == 0 ? 0 : 1;
    }

    private async Task KillAsync(MortalHost host, CancellationToken until)
    {
        var random = new Random(seed + 2);
        while (await Traffic.PauseAsync(ShortestLife + ((LongestLife - ShortestLife) * random.NextDouble()), until))
        {
            await host.KillAndRestartAsync();
        }
    }

    private static void Report(Figures figures)
    {
        Output.Table(
            ("Machine", figures.Machine),
            ("Settings", figures.Settings),
            ("SIGKILLs", figures.Kills),
            ("From kill to ready", figures.KillToReady),
            ("Orders acknowledged", figures.Acknowledged),
            ("POSTs repeated for want of an answer", figures.Repeated),
            ("Cancels asked for", figures.Cancels),
            ("Faults of the providers set", figures.Faults),
            ("Orders by status", List(figures.ByStatus)),
            ("Orders that need attention", figures.NeedAttention),
            ("Orders by number of charges", List(figures.ByCharges)),
            ("Violations", figures.Violations));
        Output.Line(figures);
    }

    private static string List<TKey>(IReadOnlyDictionary<TKey, int> counts) =>
        string.Join(", ", counts.OrderByDescending(count => count.Value).Select(count => $"{count.Value} × {count.Key}"));

    private sealed record Settings(double Minutes, int Seed, double OrdersPerSecond);

    private sealed record Figures(
        string Command,
        Machine Machine,
        Settings Settings,
        int Kills,
        Percentiles KillToReady,
        int Acknowledged,
        int Repeated,
        int Cancels,
        int Faults,
        IReadOnlyDictionary<string, int> ByStatus,
        int NeedAttention,
        IReadOnlyDictionary<int, int> ByCharges,
        int Violations);
}
