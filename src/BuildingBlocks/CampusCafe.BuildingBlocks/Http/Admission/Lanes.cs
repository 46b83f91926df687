using System.Threading.RateLimiting;
using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Http.Admission;

/// <summary>A bound and a short queue per lane, and the places for those who wait for an outcome.</summary>
internal sealed class Lanes(IOptions<AdmissionOptions> options) : IDisposable
{
    /// <summary>4: hashes of passwords at once.</summary>
    private const int Strangers = 4;

    private readonly Dictionary<Lane, ConcurrencyLimiter> limiters = new[] { Lane.Customers, Lane.Checkouts, Lane.Webhooks, Lane.Operators, Lane.Strangers }
        .ToDictionary(lane => lane, lane => LimiterOf(lane is Lane.Strangers ? Strangers : options.Value.Concurrency, options.Value.Queue));

    // A limiter has at least one place; with no waiters nobody asks for it.
    private readonly ConcurrencyLimiter waiters = LimiterOf(Math.Max(1, options.Value.Waiters), queue: 0);

    /// <summary>Null for what isn't bounded: health checks, and addresses at which there is nothing.</summary>
    public static Lane? Of(HttpContext http) => http.GetEndpoint()?.Metadata switch
    {
        null => null,
        var metadata when metadata.GetMetadata<InLane>() is { Lane: Lane.HealthChecks } => null,
        _ when http.IsBehindTheScenes() => Lane.Operators,
        var metadata => metadata.GetMetadata<InLane>()?.Lane ?? Lane.Customers,
    };

    /// <summary>Null when all places are taken, those in the queue included.</summary>
    public async Task<RateLimitLease?> EnterAsync(Lane lane, CancellationToken cancellationToken) =>
        Acquired(await limiters[lane].AcquireAsync(permitCount: 1, cancellationToken));

    /// <summary>A place to wait for an outcome, if there is one.</summary>
    public RateLimitLease? Wait() => options.Value.Waiters == 0 ? null : Acquired(waiters.AttemptAcquire());

    public void Dispose()
    {
        foreach (var limiter in limiters.Values.Append(waiters))
        {
            limiter.Dispose();
        }
    }

    private static RateLimitLease? Acquired(RateLimitLease lease)
    {
        if (lease.IsAcquired)
        {
            return lease;
        }

        lease.Dispose();
        return null;
    }

    private static ConcurrencyLimiter LimiterOf(int places, int queue) =>
        new(new() { PermitLimit = places, QueueLimit = queue, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
}
