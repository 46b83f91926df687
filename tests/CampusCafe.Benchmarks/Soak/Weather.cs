using CampusCafe.Testing;
using CampusCafe.Testing.Kills;

namespace CampusCafe.Benchmarks.Soak;

/// <summary>The providers' bad days: every second or so one operation of one provider misbehaves a few times.</summary>
internal sealed class Weather(SimulatorClient simulators, int seed)
{
    private const int MostTimes = 3;

    private static readonly string[] Modes = ["lostReply", "slow", "error500", "abort"];

    private static readonly (string Target, string Operation)[] Operations =
    [
        .. new[] { "authorize", "capture", "void", "refund", "inquire" }.Select(operation => ("payments", operation)),
        .. new[] { "create", "cancel", "dispatch", "inquire" }.Select(operation => ("carrier", operation)),
    ];

    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(2);

    /// <summary>Faults that were set.</summary>
    public int Faults { get; private set; }

    public async Task BlowAsync(CancellationToken until)
    {
        var random = new Random(seed);
        while (await Traffic.PauseAsync(LongestPause * random.NextDouble(), until))
        {
            var (target, operation) = Operations[random.Next(Operations.Length)];
            await simulators.SetFaultAsync(target, operation, Modes[random.Next(Modes.Length)], times: random.Next(1, MostTimes + 1));
            Faults++;
        }

        await simulators.ClearFaultsAsync();
    }
}
