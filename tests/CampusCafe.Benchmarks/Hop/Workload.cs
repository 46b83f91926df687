using System.Diagnostics;
using System.Globalization;
using CampusCafe.Benchmarks.Hop.Contenders;
using CampusCafe.Testing;

namespace CampusCafe.Benchmarks.Hop;

/// <summary>What a contender is put through, the same for all.</summary>
/// <param name="contender">Not started.</param>
/// <param name="meter">Of its database, which is empty.</param>
/// <param name="messages">How many are measured.</param>
/// <param name="warmUp">How many come before.</param>
internal sealed class Workload(Contender contender, ServerMeter meter, int messages, int warmUp)
{
    private const int Publishers = 16;

    private const string Measured = "measured";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>16 publishers, one transaction per message, as fast as they can, until the last effect is there.</summary>
    public async Task<HopFigures> HopAsync()
    {
        await StartAsync();
        await meter.DoAsync("checkpoint");
        var before = await meter.ReadAtRestAsync();
        var (cpu, handled) = (Environment.CpuUsage.TotalTime, contender.Handled);
        var watch = Stopwatch.StartNew();
        await PublishAsync(contender, messages, Measured);
        var published = watch.Elapsed;
        await HandledAsync(contender, handled + messages);
        var all = watch.Elapsed;
        await Eventually.TrueAsync(contender.IsDoneAsync, "nothing is left to be cleared up");
        var (cpuAfter, after) = (Environment.CpuUsage.TotalTime, await meter.ReadAsync());
        var told = await meter.ReadAtRestAsync();
        await CheckAsync(warmUp + messages);

        return new HopFigures(
            messages / published.TotalSeconds,
            messages / all.TotalSeconds,
            (double)(told.Commits - before.Commits) / messages,
            (double)(after.Statements - before.Statements) / messages,
            (double)(after.WalBytes - before.WalBytes) / messages,
            (cpuAfter - cpu).TotalMilliseconds / messages,
            (after.CpuSeconds - before.CpuSeconds) * 1000 / messages,
            PeakMemoryMiB());
    }

    /// <summary>One message after the other at a steady rate, whatever became of those before; from commit to commit.</summary>
    public async Task<LatencyFigures> LatencyAsync(double rate)
    {
        await StartAsync();
        await Task.Delay(TimeSpan.FromSeconds(2));

        var handled = contender.Handled;
        List<Task> publishing = [];
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < messages; i++)
        {
            if (TimeSpan.FromSeconds(i / rate) - watch.Elapsed is { Ticks: > 0 } ahead)
            {
                await Task.Delay(ahead);
            }

            publishing.Add(Task.Run(() => contender.PublishAsync(OrderPlaced.Of(Measured))));
        }

        await Task.WhenAll(publishing);
        await HandledAsync(contender, handled + messages);
        await CheckAsync(warmUp + messages);
        var percentiles = await meter.AskAsync<double[]>($"""
            select percentile_cont(array[0.5, 0.95, 0.99, 1.0]) within group (
              order by 1000 * extract(epoch from pg_xact_commit_timestamp(r.xmin) - pg_xact_commit_timestamp(o.xmin))::float8)
            from schema_a.orders o join schema_b.reservations r on r.order_id = o.id where o.item = '{Measured}'
            """);
        return new LatencyFigures(percentiles[0], percentiles[1], percentiles[2], percentiles[3]);
    }

    /// <summary>A backlog that is there when the consumer starts, until it is gone.</summary>
    public async Task<DrainFigures> DrainAsync()
    {
        await contender.PrepareAsync();
        await using (var connection = await meter.ConnectAsync())
        {
            await contender.SeedAsync(connection, messages);
        }

        await meter.DoAsync("vacuum analyze");
        await meter.DoAsync("checkpoint");
        var (cpu, watch) = (Environment.CpuUsage.TotalTime, Stopwatch.StartNew());
        await contender.StartAsync();
        await HandledAsync(contender, messages);
        await Eventually.TrueAsync(contender.IsDoneAsync, "nothing is left to be cleared up");
        var all = watch.Elapsed;
        var wrong = await meter.AskAsync<long>($"select abs({messages} - count(*)) + count(*) - count(distinct order_id) from schema_b.reservations");
        return wrong == 0
            ? new DrainFigures(messages / all.TotalSeconds, (Environment.CpuUsage.TotalTime - cpu).TotalMilliseconds / messages, PeakMemoryMiB())
            : throw new InvalidOperationException($"{wrong} effects are missing or there twice.");
    }

    private async Task StartAsync()
    {
        await contender.PrepareAsync();
        await contender.StartAsync();
        await PublishAsync(contender, warmUp, "warm-up");
        await HandledAsync(contender, warmUp);
        await Eventually.TrueAsync(contender.IsDoneAsync, "nothing is left to be cleared up");
    }

    /// <summary>16 publishers, one transaction per message, as fast as they can.</summary>
    public static Task PublishAsync(Contender contender, int count, string item)
    {
        var begun = 0;
        return Task.WhenAll(Enumerable.Range(0, Publishers).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Increment(ref begun) <= count)
            {
                await contender.PublishAsync(OrderPlaced.Of(item));
            }
        })));
    }

    /// <summary>So many, since it was started.</summary>
    public static Task HandledAsync(Contender contender, long count) =>
        Eventually.TrueAsync(() => Task.FromResult(contender.Handled >= count), () => $"{count} messages are handled, not {contender.Handled}", Patience);

    private async Task CheckAsync(int expected)
    {
        var wrong = await meter.AskAsync<long>($"""
            select (select abs({expected} - count(*)) from schema_a.orders)
              + (select count(*) from schema_a.orders o where not exists (select 1 from schema_b.reservations r where r.order_id = o.id))
              + (select abs({expected} - count(*)) + count(*) - count(distinct order_id) from schema_b.reservations)
            """);
        if (wrong != 0)
        {
            throw new InvalidOperationException($"{wrong} effects are missing or there twice.");
        }
    }

    private static double PeakMemoryMiB()
    {
        const string HighWaterMark = "VmHWM:";
        var line = File.Exists("/proc/self/status")
            ? File.ReadLines("/proc/self/status").First(line => line.StartsWith(HighWaterMark, StringComparison.Ordinal))
            : null;
        return line is null
            ? Environment.WorkingSet / 1024.0 / 1024.0
            : double.Parse(line[HighWaterMark.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
    }
}

/// <summary>Of one run of the hop.</summary>
/// <param name="PublishedPerSecond">Until the last publisher's commit.</param>
/// <param name="EndToEndPerSecond">Until the last effect's commit.</param>
/// <param name="CommitsPerMessage">Transactions of the database, those that only read included.</param>
/// <param name="StatementsPerMessage"><c>BEGIN</c> and <c>COMMIT</c> included.</param>
/// <param name="WalBytesPerMessage">Right after a checkpoint, so with the images of the pages that were touched.</param>
/// <param name="CpuPerMessage">Milliseconds of this process.</param>
/// <param name="ServerCpuPerMessage">Milliseconds of the server; null where it isn't on this machine.</param>
/// <param name="PeakMemoryMiB">RSS.</param>
internal sealed record HopFigures(
    double PublishedPerSecond,
    double EndToEndPerSecond,
    double CommitsPerMessage,
    double StatementsPerMessage,
    double WalBytesPerMessage,
    double CpuPerMessage,
    double? ServerCpuPerMessage,
    double PeakMemoryMiB);

/// <summary>From the publisher's commit to the consumer's, as the server noted them; in milliseconds.</summary>
internal sealed record LatencyFigures(double P50, double P95, double P99, double Max);

/// <param name="PerSecond">From the start of the consumer's host until nothing was left.</param>
/// <param name="CpuPerMessage">Milliseconds of the process.</param>
/// <param name="PeakMemoryMiB">RSS.</param>
internal sealed record DrainFigures(double PerSecond, double CpuPerMessage, double PeakMemoryMiB);
