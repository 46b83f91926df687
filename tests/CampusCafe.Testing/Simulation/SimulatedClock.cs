namespace CampusCafe.Testing.Simulation;

/// <summary>
/// Time that passes only when it is told to, and a little whenever somebody looks: no two looks see the same moment, so
/// what is ordered by time has one order. The shop's clock may be wrong; the providers' never is.
/// </summary>
internal sealed class SimulatedClock : TimeProvider
{
    /// <summary>1 ms: what the databases can tell apart.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(1);

    private readonly Lock gate = new();
    private DateTimeOffset now = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public SimulatedClock() => Providers = new ProvidersClock(this);

    /// <summary>How far the shop's clock is off.</summary>
    public TimeSpan Error { get; set; }

    public TimeProvider Providers { get; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    private DateTimeOffset True
    {
        get
        {
            lock (gate)
            {
                return now;
            }
        }
    }

    public void Advance(TimeSpan by)
    {
        lock (gate)
        {
            now += by;
        }
    }

    public override DateTimeOffset GetUtcNow()
    {
        Advance(Look);
        return True + Error;
    }

    /// <summary>Monotonic, whatever the wall clock does.</summary>
    public override long GetTimestamp() => True.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();

    /// <summary>The same time, right, and not moved by being looked at: the providers look from threads of their own.</summary>
    private sealed class ProvidersClock(SimulatedClock clock) : TimeProvider
    {
        public override long TimestampFrequency => clock.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => clock.True;

        public override long GetTimestamp() => clock.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new NoTimer();
    }

    /// <summary>Nothing happens by itself: what a timer would do, the simulation does.</summary>
    private sealed class NoTimer : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
