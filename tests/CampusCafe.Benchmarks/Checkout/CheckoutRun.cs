using System.Diagnostics;
using CampusCafe.Benchmarks.Hop;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;

namespace CampusCafe.Benchmarks.Checkout;

/// <summary>One measurement: warm up, open loop, closed loop, and then the books.</summary>
internal sealed class CheckoutRun(CheckoutRun.Settings settings)
{
    private const int WarmUpCustomers = 4;
    private const int Plenty = 900_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="open">Where: the embedded database, or a server.</param>
    /// <param name="hosts">On one database.</param>
    /// <returns>How much the audit found; with anything the figures are worth nothing.</returns>
    public async Task<int> RunAsync(Func<string, Task<Stage>> open, int hosts)
    {
        await using var stage = await open($"Latency={TimeSpan.FromMilliseconds(settings.LatencyMilliseconds)}");
        List<HostProcess> running = [];
        try
        {
            running.Add(await stage.StartHostAsync());
            while (running.Count < hosts)
            {
                running.Add(await stage.StartAnotherHostAsync());
            }

            return await MeasureAsync(stage, running);
        }
        finally
        {
            running.ForEach(host => host.Dispose());
        }
    }

    private async Task<int> MeasureAsync(Stage stage, IReadOnlyList<HostProcess> hosts)
    {
        var customers = new Customers(stage.Http, hosts);
        await stage.RestockAsync(hosts[0], "cake", Plenty);

        Output.Progress($"{hosts.Count} host(s): warming up for {settings.WarmUpSeconds} s.");
        await customers.PlaceOneAfterAnotherAsync(WarmUpCustomers * hosts.Count, TimeSpan.FromSeconds(settings.WarmUpSeconds));
        await customers.AllShippedAsync();

        Output.Progress($"{settings.Rate} orders/s for {settings.Seconds} s.");
        var open = await MeasureAsync(stage, hosts, customers, () => customers.PlaceAtRateAsync(settings.Rate, TimeSpan.FromSeconds(settings.Seconds)));

        Output.Progress($"{settings.Clients} customers for {settings.SaturationSeconds} s.");
        var closed = await MeasureAsync(
            stage, hosts, customers, () => customers.PlaceOneAfterAnotherAsync(settings.Clients, TimeSpan.FromSeconds(settings.SaturationSeconds)));
        foreach (var host in hosts)
        {
            await host.KillAsync();
        }

        var (times, violations) = await stage.ReadBooksAsync(
            async shop => (await Times.ReadAsync(shop.Services), await shop.AuditAsync(customers.Orders.Select(order => order.Id))), Patience);
        violations = [.. violations, .. await stage.DamagesAsync()];
        Report(stage, hosts.Count, open, closed, times, violations);
        return violations.Count;
    }

    private static async Task<Phase> MeasureAsync(Stage stage, IReadOnlyList<HostProcess> hosts, Customers customers, Func<Task<IReadOnlyList<PlacedOrder>>> place)
    {
        var before = await ReadServerAsync(stage);
        using var self = Process.GetCurrentProcess();
        await using var hostMeter = new ProcessMeter(() => hosts.Select(host => host.Used).Aggregate((all, one) => (all.Cpu + one.Cpu, all.Memory + one.Memory)));
        await using var simulatorMeter = new ProcessMeter(() => stage.Simulators.Used);
        await using var selfMeter = new ProcessMeter(() =>
        {
            self.Refresh();
            return (self.TotalProcessorTime, self.WorkingSet64);
        });
        var from = TimeProvider.System.GetUtcNow();
        var orders = await place();
        var phase = new Phase(from, TimeProvider.System.GetUtcNow(), orders, hostMeter.Read(), simulatorMeter.Read(), selfMeter.Read(), PerCheckout: null);
        await customers.AllShippedAsync();
        return before is null ? phase : phase with { PerCheckout = ServerShare.Of(before, (await ReadServerAsync(stage))!, orders.Count) };
    }

    /// <summary>Null for the embedded database.</summary>
    private static async Task<ServerReading?> ReadServerAsync(Stage stage) => stage.Server is { } server ? await server.ReadAtRestAsync() : null;

    private void Report(Stage stage, int hosts, Phase open, Phase closed, Times times, IReadOnlyList<string> violations)
    {
        var post = Percentiles.Of(open.Orders.Select(order => order.Answered));
        var shipped = Percentiles.Of(open.Orders.Where(order => times.Shipped.ContainsKey(order.Id)).Select(order => times.Shipped[order.Id] - order.StartedAt));
        var paid = Percentiles.Of(closed.Orders.Select(order => order.Answered));
        var shippedPerSecond = Math.Round(times.Shipped.Values.Count(at => at >= closed.From && at < closed.To) / (closed.To - closed.From).TotalSeconds, 1);
        Output.Table(
            ("Machine", stage.Machine),
            ("Settings", settings),
            ("Hosts", hosts),
            ($"POST /checkout at {settings.Rate}/s", post),
            ("  intended start to shipped", shipped),
            ("  hosts", open.Hosts),
            ("  simulators", open.Simulators),
            ("  of the server, each checkout", open.PerCheckout),
            ($"{settings.Clients} customers, one order each at a time", $"{shippedPerSecond} orders/s shipped"),
            ("  POST /checkout until paid", paid),
            ("  hosts", closed.Hosts),
            ("  simulators", closed.Simulators),
            ("  this program", closed.Generator),
            ("  of the server, each checkout", closed.PerCheckout),
            ("  hosts' CPU, each checkout", $"{closed.HostCpuPerCheckout:0.0} ms"),
            ("Violations", violations.Count));
        Console.WriteLine($"\nWhere the time goes at {settings.Rate}/s (message: from its commit to the consumer's; call: from its start to its answer)");
        var steps = times.Steps.Where(step => step.From >= open.From && step.From < open.To).ToList();
        Output.Table(steps.GroupBy(step => step.Name).OrderBy(same => same.Key).Select(same => (same.Key, (object?)Percentiles.Of(same.Select(step => step.Took)))));
        foreach (var violation in violations)
        {
            Console.WriteLine(violation);
        }

        Output.Line(new
        {
            benchmark = "checkout", machine = stage.Machine, settings, hosts, post, shipped, openLoop = open.Uses, shippedPerSecond, paid, closedLoop = closed.Uses, violations = violations.Count,
        });
    }

    internal sealed record Settings(double Rate, double Seconds, double WarmUpSeconds, int Clients, double SaturationSeconds, int LatencyMilliseconds);

    private sealed record Phase(
        DateTimeOffset From, DateTimeOffset To, IReadOnlyList<PlacedOrder> Orders, Usage Hosts, Usage Simulators, Usage Generator, ServerShare? PerCheckout)
    {
        public double HostCpuPerCheckout => Hosts.CpuPercentOfCore / 100 * (To - From).TotalMilliseconds / Orders.Count;

        public object Uses => new { hosts = Hosts, simulators = Simulators, generator = Generator, perCheckout = PerCheckout };
    }

    /// <summary>What one checkout costs the server, polls and jobs of the time included.</summary>
    private sealed record ServerShare(double Commits, double Statements, double WalBytes, double? CpuMilliseconds)
    {
        public static ServerShare Of(ServerReading before, ServerReading after, int checkouts) => new(
            Math.Round((double)(after.Commits - before.Commits) / checkouts, 1),
            Math.Round((double)(after.Statements - before.Statements) / checkouts, 1),
            Math.Round((double)(after.WalBytes - before.WalBytes) / checkouts),
            after.CpuSeconds - before.CpuSeconds is { } seconds ? Math.Round(seconds * 1000 / checkouts, 2) : null);

        public override string ToString() => $"{Commits} commits, {Statements} statements, {WalBytes} bytes of WAL, {CpuMilliseconds?.ToString("0.0", null) ?? "?"} ms of CPU";
    }
}
