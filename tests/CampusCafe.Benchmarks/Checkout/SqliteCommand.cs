using System.CommandLine;
using System.Diagnostics;
using CampusCafe.Benchmarks.Hop;
using CampusCafe.Benchmarks.Hop.Contenders;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing;
using CampusCafe.Testing.Databases;

namespace CampusCafe.Benchmarks.Checkout;

/// <summary><c>sqlite</c>: hop and checkout on the embedded default.</summary>
internal static class SqliteCommand
{
    private const int WarmUp = 1_000;

    public static Command Create()
    {
        var options = new CheckoutOptions(usualRate: 5);
        var messages = CommonOptions.Whole("--messages", 10_000, 100, "Messages of the hop.");
        var folder = CommonOptions.Folder();
        var command = new Command("sqlite", "The hop, and POST /checkout to shipped, on the embedded default") { messages, folder };
        options.AddTo(command);
        command.SetAction(async (chosen, _) =>
        {
            await HopAsync(chosen.GetValue(folder), chosen.GetValue(messages));
            var violations = await new CheckoutRun(options.Read(chosen)).RunAsync(latency => Stage.OnSqliteAsync(chosen.GetValue(folder), latency), hosts: 1);
            return violations == 0 ? 0 : 1;
        });
        return command;
    }

    /// <summary>In this process, which does nothing else meanwhile.</summary>
    private static async Task HopAsync(DirectoryInfo? parent, int messages)
    {
        using var folder = TempFolder.On(parent?.FullName);
        var machine = Machine.Look(folder.Path);
        await using var core = new Core(SqliteData.SettingsOf(folder.Path));
        await core.PrepareAsync();
        await core.StartAsync();
        await Workload.PublishAsync(core, WarmUp, "warm-up");
        await Workload.HandledAsync(core, WarmUp);

        var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await Workload.PublishAsync(core, messages, "measured");
        var published = watch.Elapsed;
        await Workload.HandledAsync(core, WarmUp + messages);
        var all = watch.Elapsed;
        var cpuPerMessage = (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / messages;
        await core.CheckAsync(WarmUp + messages);
        Output.Table(
            ("Machine", machine),
            ("Published", $"{messages / published.TotalSeconds:0}/s"),
            ("End to end", $"{messages / all.TotalSeconds:0}/s"),
            ("CPU, each message", $"{cpuPerMessage:0.00} ms"));
        Output.Line(new { benchmark = "sqlite-hop", published_per_s = Math.Round(messages / published.TotalSeconds), e2e_per_s = Math.Round(messages / all.TotalSeconds), cpu_ms_per_msg = Math.Round(cpuPerMessage, 3), machine });
    }
}
