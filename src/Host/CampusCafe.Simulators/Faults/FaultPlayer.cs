namespace CampusCafe.Simulators.Faults;

internal enum FaultOutcome
{
    Proceed,
    Unavailable,
    Cut,
}

/// <summary>Plays the usual latency, and the faults that act before a key is read: a late request holds no key while it is late.</summary>
internal sealed class FaultPlayer(SimulatorOptions options, TimeProvider time)
{
    internal const double FlakyFailShare = 0.35;
    internal const double FlakyLateShare = 0.35;

    private static readonly TimeSpan Late = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FlakyLate = TimeSpan.FromSeconds(1.5);

    private readonly Lock gate = new();
    private readonly Random random = options.RandomSeed is { } seed ? new Random(seed) : new Random();

    public async Task<FaultOutcome> PlayAsync(FaultMode? mode, CancellationToken cancellationToken)
    {
        if (options.Latency > TimeSpan.Zero)
        {
            await Task.Delay(options.Scaled(options.Latency), time, cancellationToken);
        }

        switch (mode)
        {
            case FaultMode.Slow:
                return await AfterAsync(Late, FaultOutcome.Proceed, cancellationToken);
            case FaultMode.Fail:
                return FaultOutcome.Unavailable;
            case FaultMode.Slowfail:
                return await AfterAsync(Late, FaultOutcome.Unavailable, cancellationToken);
            case FaultMode.Abort:
                return FaultOutcome.Cut;
            case FaultMode.Flaky:
                return Roll() switch
                {
                    < FlakyFailShare => FaultOutcome.Unavailable,
                    < FlakyFailShare + FlakyLateShare => await AfterAsync(FlakyLate, FaultOutcome.Proceed, cancellationToken),
                    _ => FaultOutcome.Proceed,
                };
            default:
                return FaultOutcome.Proceed;
        }
    }

    private async Task<FaultOutcome> AfterAsync(TimeSpan delay, FaultOutcome outcome, CancellationToken cancellationToken)
    {
        await Task.Delay(options.Scaled(delay), time, cancellationToken);
        return outcome;
    }

    // A seeded Random is not safe for several threads.
    private double Roll()
    {
        lock (gate)
        {
            return random.NextDouble();
        }
    }
}
