using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>
/// Makes a module's due calls: lease (one commit), call (no transaction), record the outcome with the state change and
/// the reply that follow from it (one commit).
/// </summary>
internal sealed partial class CallWorker<TContext, THandler>(
    string module,
    IServiceScopeFactory scopes,
    IDatabase database,
    CallRecorder<TContext, THandler> recorder,
    LeaseKeeper<TContext> keeper,
    JobNudger nudger,
    CallTelemetry telemetry,
    IOptions<OutgoingCallOptions> options,
    TimeProvider time,
    ILogger<CallWorker<TContext, THandler>> logger) : IDisposable
    where TContext : ModuleDbContext
    where THandler : class, ICallHandler
{
    /// <summary>2 until one has come back: a cold process is slow, and ten slow calls at once would open the circuit.</summary>
    private const int FirstCalls = 2;

    /// <summary>10: each lost race means that somebody else got on.</summary>
    private const int MaxRaces = 10;

    private readonly string owner = $"{Environment.MachineName}:{Guid.CreateVersion7(time.GetUtcNow()):N}";
    private readonly SemaphoreSlim slots = new(options.Value.Concurrency);
    private readonly ConcurrentDictionary<(Guid SubjectId, string Operation), bool> underWay = [];
    private volatile bool warm;
    private int missed;

    /// <summary>Makes what is due. Runs may overlap: a lease is taken by one of them.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var taken = TakeSlots();
            if (taken == 0)
            {
                // Whoever holds the slots may have looked before this run's reason was committed: a freed slot looks again.
                Interlocked.Exchange(ref missed, 1);
                return;
            }

            IReadOnlyList<CallLease> leased = [];
            try
            {
                leased = await LeaseAsync(taken, cancellationToken);
            }
            finally
            {
                await ReleaseAsync(taken - leased.Count);
            }

            if (leased.Count == 0)
            {
                await WakeForNextAsync(cancellationToken);
                return;
            }

            await Task.WhenAll(leased.Select(lease => MakeAsync(lease, cancellationToken)));
        }
    }

    public void Dispose() => slots.Dispose();

    private int TakeSlots()
    {
        var limit = warm ? options.Value.Concurrency : FirstCalls;
        var taken = 0;
        while (taken < limit && slots.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    private async Task ReleaseAsync(int count)
    {
        if (count > 0)
        {
            slots.Release(count);
        }

        if (Interlocked.Exchange(ref missed, 0) == 1)
        {
            await nudger.NudgeAsync(JobNames.CallsOf(module));
        }
    }

    private async Task<IReadOnlyList<CallLease>> LeaseAsync(int limit, CancellationToken cancellationToken)
    {
        for (var races = 1; ; races++)
        {
            try
            {
                return await TryLeaseAsync(limit, cancellationToken);
            }
            catch (DbUpdateConcurrencyException) when (races < MaxRaces)
            {
                // Another host was quicker with one of them: look again for what it has left.
            }
        }
    }

    private async Task<IReadOnlyList<CallLease>> TryLeaseAsync(int limit, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        if (!await Due(context, now).AnyAsync(cancellationToken))
        {
            return [];
        }

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var calls = await Due(context, now).OrderBy(call => call.DueAt).Take(limit).ToListAsync(cancellationToken);
        List<CallLease> leased =
        [
            .. calls
                // Its lease may have lapsed, by a jump of the clock for one; the try in this process goes on nevertheless.
                .Where(call => !underWay.ContainsKey((call.SubjectId, call.Operation)))
                .Select(call => call.Lease(owner, now + options.Value.Lease, now)),
        ];
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return leased;
    }

    private IQueryable<OutgoingCall> Due(TContext context, DateTimeOffset now)
    {
        // What lies further ahead than anything is put off was written by a clock that was wrong. A lease of another host
        // keeps its word even then: only where there is no other host is it certain that nobody holds it.
        var latestDue = now + options.Value.LongestDelay;
        var latestLease = now + options.Value.Lease;
        var isAlone = database.IsExclusive;
        return context.Set<OutgoingCall>().Where(OutgoingCall.IsUnsettled).Where(call =>
            (call.DueAt <= now || call.DueAt > latestDue)
            && (call.LeaseUntil == null
                || call.LeaseUntil <= now
                || (isAlone && (call.LeaseOwner != owner || call.LeaseUntil > latestLease))));
    }

    /// <summary>
    /// Neither the next call that falls due need wait for a look, nor what a dead host leaves when its lease ends. A
    /// lease of this worker's is none of these: its try goes on, or its renewal does.
    /// </summary>
    private async Task WakeForNextAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var scope = scopes.CreateAsyncScope();
        var next = await scope.ServiceProvider.GetRequiredService<TContext>().Set<OutgoingCall>()
            .Where(OutgoingCall.IsUnsettled)
            .Where(call => call.LeaseOwner != owner)
            .MinAsync(call => call.LeaseUntil > now ? call.LeaseUntil : call.DueAt, cancellationToken);
        if (next is { } at)
        {
            await nudger.WakeAtAsync(JobNames.CallsOf(module), at);
        }
    }

    private async Task MakeAsync(CallLease lease, CancellationToken cancellationToken)
    {
        var call = (lease.Request.SubjectId, lease.Request.Operation);
        underWay[call] = true;
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var kept = keeper.KeepAsync(lease, ended.Token);
        try
        {
            using var making = telemetry.Begin(module, lease.Request.Operation, lease.CorrelationId, lease.TraceParent);
            var startedAt = time.GetUtcNow();
            var result = await CallAsync(lease.Request, cancellationToken);
            warm = true;
            making.Returned(result);
            await recorder.RecordAsync(lease, result, startedAt, cancellationToken);
        }
        finally
        {
            try
            {
                await ended.CancelAsync();
                await kept;
            }
            finally
            {
                underWay.TryRemove(call, out _);
                await ReleaseAsync(1);
            }
        }
    }

    private async Task<CallResult> CallAsync(CallRequest request, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(options.Value.GiveUpAfter);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await scope.ServiceProvider.GetRequiredService<THandler>().CallAsync(request, bounded.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CallResult.Unknown("No answer within OutgoingCalls:GiveUpAfter.");
        }
#pragma warning disable CA1031 // The worker's boundary: a bug in a client must not lose the intent; the outcome is unknown.
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogCallThrew(logger, request.Operation, request.SubjectId, exception);
            return new CallResult.Unknown(exception.GetType().Name);
        }
    }

    [LoggerMessage(1202, LogLevel.Error, "The client threw while calling {Operation} for {SubjectId}; the outcome is unknown.")]
    private static partial void LogCallThrew(ILogger logger, string operation, Guid subjectId, Exception exception);
}
