using System.Diagnostics;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;

namespace CampusCafe.Benchmarks.Checkout;

/// <summary>One measurement: warm up, open loop, closed loop, and then the books.</summary>
internal sealed class CheckoutRun(CheckoutRun.Settings settings)
{
    private const int WarmUpCustomers = 4;
    private const int Plenty = 900_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>The program's exit code: 1 when the audit found something, for then the figures are worth nothing.</returns>
    public async Task<int> RunAsync(DirectoryInfo? folder)
    {
        await using var stage = await Stage.OpenAsync(folder, $"Latency={TimeSpan.FromMilliseconds(settings.LatencyMilliseconds)}");
        Customers customers;
        Phase open, closed;
        using (var host = await stage.StartHostAsync())
        {
            customers = new Customers(stage.Http, host);
            await stage.RestockAsync(host, "cake", Plenty);

            Output.Progress($"Warming up for {settings.WarmUpSeconds} s.");
            await customers.PlaceOneAfterAnotherAsync(WarmUpCustomers, TimeSpan.FromSeconds(settings.WarmUpSeconds));
            await customers.AllShippedAsync();

            Output.Progress($"{settings.Rate} orders/s for {settings.Seconds} s.");
            open = await MeasureAsync(stage, host, () => customers.PlaceAtRateAsync(settings.Rate, TimeSpan.FromSeconds(settings.Seconds)));
            await customers.AllShippedAsync();

            Output.Progress($"{settings.Clients} customers for {settings.SaturationSeconds} s.");
            closed = await MeasureAsync(
                stage, host, () => customers.PlaceOneAfterAnotherAsync(settings.Clients, TimeSpan.FromSeconds(settings.SaturationSeconds)));
            await customers.AllShippedAsync();
            await host.KillAsync();
        }

        var (times, violations) = await stage.ReadBooksAsync(
            async shop => (await Times.ReadAsync(shop.Services), await shop.AuditAsync(customers.Orders.Select(order => order.Id))), Patience);
        Report(stage.Machine, open, closed, times, [.. violations, .. await stage.DamagesAsync()]);
        return violations.Count == 0 ? 0 : 1;
    }

    private static async Task<Phase> MeasureAsync(Stage stage, HostProcess host, Func<Task<IReadOnlyList<PlacedOrder>>> place)
    {
        using var self = Process.GetCurrentProcess();
        await using var hostMeter = new ProcessMeter(() => host.Used);
        await using var simulatorMeter = new ProcessMeter(() => stage.Simulators.Used);
        await using var selfMeter = new ProcessMeter(() =>
        {
            self.Refresh();
            return (self.TotalProcessorTime, self.WorkingSet64);
        });
        var from = TimeProvider.System.GetUtcNow();
        var orders = await place();
        return new Phase(from, TimeProvider.System.GetUtcNow(), orders, hostMeter.Read(), simulatorMeter.Read(), selfMeter.Read());
    }

    private void Report(Machine machine, Phase open, Phase closed, Times times, IReadOnlyList<string> violations)
    {
        var post = Percentiles.Of(open.Orders.Select(order => order.Answered));
        var shipped = Percentiles.Of(open.Orders.Where(order => times.Shipped.ContainsKey(order.Id)).Select(order => times.Shipped[order.Id] - order.StartedAt));
        var paid = Percentiles.Of(closed.Orders.Select(order => order.Answered));
        var shippedPerSecond = Math.Round(times.Shipped.Values.Count(at => at >= closed.From && at < closed.To) / (closed.To - closed.From).TotalSeconds, 1);
        Output.Table(
            ("Machine", machine),
            ("Settings", settings),
            ($"POST /checkout at {settings.Rate}/s", post),
            ("  intended start to shipped", shipped),
            ("  host", open.Host),
            ("  simulators", open.Simulators),
            ($"{settings.Clients} customers, one order each at a time", $"{shippedPerSecond} orders/s shipped"),
            ("  POST /checkout until paid", paid),
            ("  host", closed.Host),
            ("  simulators", closed.Simulators),
            ("  this program", closed.Generator),
            ("Violations", violations.Count));
        Console.WriteLine($"\nWhere the time goes at {settings.Rate}/s (message: from its commit to the consumer's; call: from its start to its answer)");
        var open60 = times.Steps.Where(step => step.From >= open.From && step.From < open.To).ToList();
        Output.Table(open60.GroupBy(step => step.Name).OrderBy(same => same.Key).Select(same => (same.Key, (object?)Percentiles.Of(same.Select(step => step.Took)))));
        foreach (var violation in violations)
        {
            Console.WriteLine(violation);
        }

        Output.Line(new { command = "checkout", machine, settings, post, shipped, openLoop = open.Uses, shippedPerSecond, paid, closedLoop = closed.Uses, violations = violations.Count });
    }

    internal sealed record Settings(double Rate, double Seconds, double WarmUpSeconds, int Clients, double SaturationSeconds, int LatencyMilliseconds);

    private sealed record Phase(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<PlacedOrder> Orders, Usage Host, Usage Simulators, Usage Generator)
    {
        public object Uses => new { host = Host, simulators = Simulators, generator = Generator };
    }
}
