using System.Collections.Concurrent;
using CampusCafe.Simulators.Providers;
using CampusCafe.Simulators.Storage;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Idempotency;

/// <summary>
/// Runs a piece of work once per key. Effect, answer and webhook are one transaction, so a crash leaves all of them or
/// none. As at Stripe, answers of requests that began to execute are kept, refusals and server errors included.
/// See https://docs.stripe.com/api/idempotent_requests.
/// </summary>
internal sealed class IdempotentExecutor(SimulatorStore store, TimeProvider time)
{
    internal static readonly TimeSpan KeyLifetime = TimeSpan.FromHours(24);

    private const int LongestKey = 255;

    private readonly ConcurrentDictionary<(string Provider, string Key), bool> running = [];

    public async Task<Answer> RunAsync(
        ProviderDialect dialect, ProviderRequest request, Func<Work, Task<Answer>> perform, CancellationToken cancellationToken)
    {
        if (request.IdempotencyKey is not { } key)
        {
            return await store.WriteAsync(db => perform(new Work(db, request, time.GetStorableNow(), cancellationToken)), cancellationToken);
        }

        if (key.Length is 0 or > LongestKey)
        {
            return dialect.KeyUnusable();
        }

        if (!running.TryAdd((dialect.Name, key), true))
        {
            return dialect.KeyInUse();
        }

        try
        {
            return await store.WriteAsync(
                db => RunUnderKeyAsync(dialect, key, new Work(db, request, time.GetStorableNow(), cancellationToken), perform),
                cancellationToken);
        }
        finally
        {
            running.TryRemove((dialect.Name, key), out _);
        }
    }

    private static async Task<Answer> RunUnderKeyAsync(ProviderDialect dialect, string key, Work work, Func<Work, Task<Answer>> perform)
    {
        var (db, cancellationToken) = (work.Db, work.CancellationToken);
        var forgotten = work.Now - KeyLifetime;
        await db.IdempotencyRecords.Where(r => r.FirstUsedAt <= forgotten).ExecuteDeleteAsync(cancellationToken);

        var provider = dialect.Name;
        var earlier = await db.IdempotencyRecords.SingleOrDefaultAsync(r => r.Provider == provider && r.Key == key, cancellationToken);
        if (earlier is not null)
        {
            return earlier.Fingerprint == work.Request.Fingerprint
                ? new Answer(earlier.Status, earlier.Body) { Replayed = true }
                : dialect.KeyMismatch();
        }

        var answer = await perform(work);
        if (answer.Executed)
        {
            db.IdempotencyRecords.Add(new IdempotencyRecord
            {
                Provider = provider,
                Key = key,
                Fingerprint = work.Request.Fingerprint,
                Status = answer.Status,
                Body = answer.Body,
                FirstUsedAt = work.Now,
            });
        }

        return answer;
    }
}
