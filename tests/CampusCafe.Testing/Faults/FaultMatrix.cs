using System.Collections.Concurrent;
using CampusCafe.Testing.Databases;

namespace CampusCafe.Testing.Faults;

/// <summary>
/// One order in a shop of its own per row, while one operation of a provider goes wrong in one way, once or for longer
/// than the deadline. Then the provider is well again, and the audit must find nothing.
/// </summary>
internal sealed class FaultMatrix : IAsyncDisposable
{
    /// <summary>4 each: rows spend their time waiting for time-outs and deadlines, not for a processor.</summary>
    private static readonly int SideBySide = Environment.ProcessorCount * 4;

    /// <summary>
    /// 2: on a crowded machine a deadline may come before the fault, and the one try that a resume makes may time out.
    /// What an audit finds is never told again.
    /// </summary>
    private const int MostRetellings = 2;

    /// <summary>A late provider is later than the shop is patient: 2 s × 0.8 and 1.5 s × 0.8 against 1 s.</summary>
    private const double TimeScale = 0.8;

    private static readonly string[] Always =
    [
        "Messaging:PollInterval=00:00:01",
        "OutgoingCalls:CircuitBreak=00:00:00.5",
    ];

    private static readonly string[] Outlasting =
    [
        "Ordering:Deadline=00:00:06",
        "OutgoingCalls:AttemptsBeforeParking=4",
        "OutgoingCalls:FirstRetryAfter=00:00:00.05",
    ];

    private static readonly string[] Attended = [.. Outlasting, "OutgoingCalls:ProbeParkedEvery=01:00:00"];
    private static readonly string[] Unattended = [.. Outlasting, "OutgoingCalls:ProbeParkedEvery=00:00:00.5"];

    /// <summary>Its questions would use up the fault that is meant for the inquiry about the lost reply.</summary>
    private const string NoPolling = "Shipping:Polling:Interval=01:00:00";

    private readonly ShopData template;
    private readonly SemaphoreSlim places = new(SideBySide);
    private readonly ConcurrentDictionary<FaultRow, Lazy<Task<FaultRun>>> runs = [];

    private FaultMatrix(ShopData template) => this.template = template;

    /// <summary>Migrates and seeds one data folder, of which every row gets a copy.</summary>
    public static async Task<FaultMatrix> CreateAsync() => new(await Shop.TemplateAsync());

    /// <summary>All rows, several side by side.</summary>
    public async Task<FaultTable> RunAllAsync() => new([.. await Task.WhenAll(FaultRow.All.Select(RunAsync))]);

    /// <summary>One row; asked for again, it is the same run.</summary>
    public Task<FaultRun> RunAsync(FaultRow row) => runs.GetOrAdd(row, _ => new(() => RunInTurnAsync(row))).Value;

    /// <summary>Waits for what has begun: rows that nobody asks for any more use the template too.</summary>
    public async Task EndAsync()
    {
        Task begun = Task.WhenAll(runs.Values.Select(run => run.Value));
        await begun.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public async ValueTask DisposeAsync()
    {
        await template.DisposeAsync();
        places.Dispose();
    }

    private async Task<FaultRun> RunInTurnAsync(FaultRow row)
    {
        await places.WaitAsync();
        try
        {
            var run = await RunAloneAsync(row);
            for (var again = 0; again < MostRetellings && run.SaysNothing; again++)
            {
                run = await RunAloneAsync(row);
            }

            return run;
        }
        finally
        {
            places.Release();
        }
    }

    private async Task<FaultRun> RunAloneAsync(FaultRow row)
    {
        await using var data = await template.CopyAsync();
        using var ledger = new TempFolder();
        await using var simulators = await RunningSimulators.StartAsync(
            options => (options.TimeScale, options.DeliveredAfter, options.RandomSeed) = (TimeScale, TimeSpan.FromSeconds(1), 1), ledger);
        await using var shop = await Shop.OpenOnAsync(data, simulators, configure: null, SettingsOf(row));
        try
        {
            return await new FaultStory(shop, row).TellAsync();
        }
        catch (TimeoutException stuck)
        {
            return new FaultRun(row, FaultRun.Stuck, [], Resumed: false, Tries: 0, [stuck.Message]);
        }
    }

    private static string[] SettingsOf(FaultRow row) =>
    [
        .. Always,
        .. row.Span switch
        {
            FaultSpan.Long => Attended,
            FaultSpan.Unattended => Unattended,
            _ => [],
        },
        .. row.Operation is { Target: "carrier", Operation: "inquire" } ? new[] { NoPolling } : [],
    ];
}
