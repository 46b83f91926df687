using System.CommandLine;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Checkout;

/// <summary><c>checkout</c>: how long a checkout takes, how long its goods take to leave, and how many orders a second there can be.</summary>
internal static class CheckoutCommand
{
    public static Command Create()
    {
        var rate = CommonOptions.Positive("--rate", 5, "Orders per second of the open loop.");
        var seconds = CommonOptions.Positive("--seconds", 60, "How long the open loop lasts.");
        var warmUp = CommonOptions.Positive("--warm-up", 20, "Seconds of closed loop with four customers before anything is measured.");
        var clients = CommonOptions.Whole("--clients", 32, 1, "Customers of the closed loop, each with one order under way.");
        var saturation = CommonOptions.Positive("--saturation-seconds", 30, "How long the closed loop lasts.");
        var latency = CommonOptions.Whole("--latency", 5, 0, "Milliseconds that the simulated providers take for any request, beside their own work.");
        var folder = CommonOptions.Folder();
        var command = new Command("checkout", "POST /checkout, checkout to shipped, orders per second, memory and processor time")
        {
            rate, seconds, warmUp, clients, saturation, latency, folder,
        };
        command.SetAction((options, _) => new CheckoutRun(new CheckoutRun.Settings(
            options.GetValue(rate),
            options.GetValue(seconds),
            options.GetValue(warmUp),
            options.GetValue(clients),
            options.GetValue(saturation),
            options.GetValue(latency))).RunAsync(options.GetValue(folder)));
        return command;
    }
}
