using System.CommandLine;
using CampusCafe.Benchmarks.Checkout;
using CampusCafe.Benchmarks.Hop;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;

namespace CampusCafe.Benchmarks.Idle;

/// <summary><c>idle</c>: what a host uses that has nothing to do, freshly started and after some work.</summary>
internal static class IdleCommand
{
    private static readonly TimeSpan Rest = TimeSpan.FromSeconds(10);

    public static Command Create()
    {
        var seconds = CommonOptions.Positive("--seconds", 60, "How long each of the two measurements lasts.");
        var orders = CommonOptions.Whole("--orders", 100, 1, "Orders before the second measurement.");
        var statements = CommonOptions.Whole("--statements", 0, 0, "Also so many statements that came most often since the host was started, on PostgreSQL.");
        var sqlite = new Option<bool>("--sqlite") { Description = "On the embedded default instead of PostgreSQL" };
        var (connection, folder) = (BenchOptions.Connection(), CommonOptions.Folder());
        var command = new Command("idle", "Statements, memory and processor time of a host with nothing to do") { seconds, orders, statements, sqlite, connection, folder };
        command.SetAction(async (options, _) =>
        {
            if (!options.GetValue(sqlite))
            {
                return await BenchOptions.OnServerAsync(options.GetValue(connection), options.GetValue(folder), async server =>
                {
                    await using var stage = await Stage.OnServerAsync(server, options.GetValue(folder));
                    await RunAsync(stage, options.GetValue(seconds), options.GetValue(orders));
                    foreach (var line in await stage.Server!.MostFrequentAsync(options.GetValue(statements)))
                    {
                        Output.Progress(line);
                    }

                    return 0;
                });
            }

            await using var stage = await Stage.OnSqliteAsync(options.GetValue(folder));
            await RunAsync(stage, options.GetValue(seconds), options.GetValue(orders));
            return 0;
        });
        return command;
    }

    private static async Task RunAsync(Stage stage, double seconds, int orders)
    {
        using var host = await stage.StartHostAsync();
        var fresh = await MeasureAsync(stage, host, seconds);

        var customers = new Customers(stage.Http, [host]);
        await stage.RestockAsync(host, "cake", orders);
        await customers.PlaceAtRateAsync(rate: 10, TimeSpan.FromSeconds(orders / 10.0));
        await customers.AllShippedAsync();
        var afterWork = await MeasureAsync(stage, host, seconds);

        Output.Table(
            ("Machine", stage.Machine),
            ($"Fresh, {seconds} s", fresh),
            ($"After {orders} orders, {seconds} s", afterWork));
        Output.Line(new { benchmark = "idle", machine = stage.Machine, seconds, orders, fresh, afterWork });
    }

    private static async Task<Idleness> MeasureAsync(Stage stage, HostProcess host, double seconds)
    {
        Output.Progress($"Resting for {Rest.TotalSeconds} s, then measuring for {seconds} s.");
        await Task.Delay(Rest);
        var before = stage.Server is null ? null : await stage.Server.ReadAsync();
        await using var meter = new ProcessMeter(() => host.Used);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        var statements = before is null ? null : (await stage.Server!.ReadAsync()).Statements - before?.Statements;
        return new Idleness(statements is null ? null : Math.Round((double)statements / seconds, 2), meter.Read());
    }

    /// <param name="StatementsPerSecond">That it sends to the server; null for the embedded database.</param>
    /// <param name="Host">What the process uses.</param>
    private sealed record Idleness(double? StatementsPerSecond, Usage Host)
    {
        public override string ToString() => StatementsPerSecond is null ? $"{Host}" : $"{StatementsPerSecond} statements/s, {Host}";
    }
}
