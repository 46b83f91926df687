using Npgsql;

namespace CampusCafe.Benchmarks.Hop.Contenders;

/// <summary>
/// One way of bringing a message from one schema to another: whoever publishes writes a row into <c>schema_a.orders</c>
/// and the message in one transaction, and the consumer a row into <c>schema_b.reservations</c>, once for each order.
/// </summary>
internal abstract class Contender : IAsyncDisposable
{
    private long handled;

    /// <summary>Messages whose effect is committed.</summary>
    public long Handled => Interlocked.Read(ref handled);

    /// <summary>Makes its tables.</summary>
    public abstract Task PrepareAsync();

    /// <summary>From here on what is published is consumed.</summary>
    public abstract Task StartAsync();

    /// <summary>In a transaction of its own.</summary>
    public abstract Task PublishAsync(OrderPlaced message);

    /// <summary>Whether nothing is left to be cleared up behind what was handled.</summary>
    public virtual Task<bool> IsDoneAsync() => Task.FromResult(true);

    /// <summary>So many messages as if published earlier, by COPY.</summary>
    /// <param name="connection">Of somebody who may write everywhere.</param>
    /// <param name="count">How many.</param>
    public abstract Task SeedAsync(NpgsqlConnection connection, int count);

    public abstract ValueTask DisposeAsync();

    protected void CountHandled(int count) => Interlocked.Add(ref handled, count);
}
