using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Checkout;

/// <summary>How whole checkouts are measured, on whatever database.</summary>
/// <param name="usualRate">Orders per second of the open loop, unless somebody says otherwise.</param>
internal sealed class CheckoutOptions(double usualRate)
{
    private readonly Option<double> rate = CommonOptions.Positive("--rate", usualRate, "Orders per second of the open loop.");
    private readonly Option<double> seconds = CommonOptions.Positive("--seconds", 60, "How long the open loop lasts.");
    private readonly Option<double> warmUp = CommonOptions.Positive("--warm-up", 20, "Seconds of closed loop with four customers for each host before anything is measured.");
    private readonly Option<int> clients = CommonOptions.Whole("--clients", 32, 1, "Customers of the closed loop, each with one order under way.");
    private readonly Option<double> saturation = CommonOptions.Positive("--saturation-seconds", 30, "How long the closed loop lasts.");
    private readonly Option<int> latency = CommonOptions.Whole("--latency", 5, 0, "Milliseconds that the simulated providers take for any request, beside their own work.");

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { rate, seconds, warmUp, clients, saturation, latency })
        {
            command.Add(option);
        }
    }

    public CheckoutRun.Settings Read(ParseResult chosen) => new(
        chosen.GetValue(rate),
        chosen.GetValue(seconds),
        chosen.GetValue(warmUp),
        chosen.GetValue(clients),
        chosen.GetValue(saturation),
        chosen.GetValue(latency));
}
