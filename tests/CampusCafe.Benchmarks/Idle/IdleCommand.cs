using System.CommandLine;
using CampusCafe.Benchmarks.Checkout;
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
        var folder = CommonOptions.Folder();
        var command = new Command("idle", "Memory and processor time of a host with nothing to do") { seconds, orders, folder };
        command.SetAction((options, _) => RunAsync(options.GetValue(seconds), options.GetValue(orders), options.GetValue(folder)));
        return command;
    }

    private static async Task<int> RunAsync(double seconds, int orders, DirectoryInfo? folder)
    {
        await using var stage = await Stage.OpenAsync(folder);
        using var host = await stage.StartHostAsync();
        var fresh = await MeasureAsync(host, seconds);

        var customers = new Customers(stage.Http, host);
        await stage.RestockAsync(host, "cake", orders);
        await customers.PlaceAtRateAsync(rate: 10, TimeSpan.FromSeconds(orders / 10.0));
        await customers.AllShippedAsync();
        var afterWork = await MeasureAsync(host, seconds);

        Output.Table(
            ("Machine", stage.Machine),
            ($"Fresh, {seconds} s", fresh),
            ($"After {orders} orders, {seconds} s", afterWork));
        Output.Line(new { command = "idle", machine = stage.Machine, seconds, orders, fresh, afterWork });
        return 0;
    }

    private static async Task<Usage> MeasureAsync(HostProcess host, double seconds)
    {
        Output.Progress($"Resting for {Rest.TotalSeconds} s, then measuring for {seconds} s.");
        await Task.Delay(Rest);
        await using var meter = new ProcessMeter(() => host.Used);
        await Task.Delay(TimeSpan.FromSeconds(seconds));
        return meter.Read();
    }
}
