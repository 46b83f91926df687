using CampusCafe.BuildingBlocks.Messaging;
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
/// the reply that follow from it (one commit). What a conflict repeats is the recording, never the call.
/// </summary>
internal sealed partial class CallWorker<TContext, THandler>(
    IServiceScopeFactory scopes,
    IDatabase database,
    JobNudger nudger,
    IOptions<OutgoingCallOptions> options,
    TimeProvider time,
    ILogger<CallWorker<TContext, THandler>> logger) : IDisposable
    where TContext : ModuleDbContext
    where THandler : class, ICallHandler
{
    /// <summary>10: the rivals (a webhook, a cancel) are few and short.</summary>
    private const int MaxConflicts = 10;

    private readonly string owner = $"{Environment.MachineName}:{Guid.CreateVersion7(time.GetUtcNow()):N}";
    private readonly SemaphoreSlim slots = new(options.Value.Concurrency);

    /// <summary>Makes what is due. Runs may overlap: a lease is taken by one of them.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var taken = TakeSlots();
            if (taken == 0)
            {
                return; // A run that holds the slots looks again as soon as it has one free.
            }

            IReadOnlyList<LeasedCall> leased = [];
            try
            {
                leased = await LeaseAsync(taken, cancellationToken);
            }
            finally
            {
                ReleaseSlots(taken - leased.Count);
            }

            if (leased.Count == 0)
            {
                return;
            }

            await Task.WhenAll(leased.Select(lease => MakeAsync(lease.Call, lease.Request, cancellationToken)));
        }
    }

    public void Dispose() => slots.Dispose();

    private sealed record LeasedCall(OutgoingCall Call, CallRequest Request);

    private int TakeSlots()
    {
        var taken = 0;
        while (taken < options.Value.Concurrency && slots.Wait(0, CancellationToken.None))
        {
            taken++;
        }

        return taken;
    }

    private void ReleaseSlots(int count)
    {
        if (count > 0)
        {
            slots.Release(count);
        }
    }

    private async Task<IReadOnlyList<LeasedCall>> LeaseAsync(int limit, CancellationToken cancellationToken)
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
        List<LeasedCall> leased = [.. calls.Select(call => new LeasedCall(call, call.Lease(owner, now + options.Value.Lease, now)))];
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return leased;
    }

    private IQueryable<OutgoingCall> Due(TContext context, DateTimeOffset now)
    {
        var othersAreDead = database.IsExclusive;
        return context.Set<OutgoingCall>().Where(call =>
            call.State != CallState.Settled
            && call.DueAt <= now
            && (call.LeaseUntil == null || call.LeaseUntil < now || (othersAreDead && call.LeaseOwner != owner)));
    }

    private async Task MakeAsync(OutgoingCall call, CallRequest request, CancellationToken cancellationToken)
    {
        try
        {
            using var activity = Telemetry.StartCall(call.Module, call.Operation, call.TraceParent);
            var startedAt = time.GetUtcNow();
            var result = await CallAsync(request, cancellationToken);
            activity?.SetTag("campuscafe.call.outcome", result.GetType().Name);
            var dueAt = await RecordAsync(request, result, startedAt, cancellationToken);
            if (dueAt is { } due)
            {
                await nudger.WakeAtAsync(JobNames.CallsOf(call.Module), due);
            }
        }
        finally
        {
            slots.Release();
        }
    }

    private async Task<CallResult> CallAsync(CallRequest request, CancellationToken cancellationToken)
    {
        using var bounded = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        bounded.CancelAfter(options.Value.Lease / 2);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            return await scope.ServiceProvider.GetRequiredService<THandler>().CallAsync(request, bounded.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new CallResult.Unknown("No answer within half of the lease.");
        }
#pragma warning disable CA1031 // The worker's boundary: a bug in a client must not lose the intent; the outcome is unknown.
        catch (Exception exception) when (exception is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogCallThrew(logger, request.Operation, request.SubjectId, exception);
            return new CallResult.Unknown(exception.GetType().Name);
        }
    }

    /// <returns>When to try again; null when settled.</returns>
    private async Task<DateTimeOffset?> RecordAsync(
        CallRequest request, CallResult result, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        for (var conflicts = 0; ; conflicts++)
        {
            try
            {
                return await TryRecordAsync(request, result, startedAt, cancellationToken);
            }
            catch (DbUpdateConcurrencyException exception) when (conflicts < MaxConflicts)
            {
                LogConflict(logger, request.Operation, request.SubjectId, exception);
            }
        }
    }

    private async Task<DateTimeOffset?> TryRecordAsync(
        CallRequest request, CallResult result, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        var handler = scope.ServiceProvider.GetRequiredService<THandler>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var call = await context.FindAsync<OutgoingCall>([request.SubjectId, request.Operation], cancellationToken)
            ?? throw new InvalidOperationException($"The intent to {request.Operation} {request.SubjectId} is gone.");
        if (call.State is CallState.Settled)
        {
            return null; // Another worker took over and was quicker; both asked under one key.
        }

        scope.ServiceProvider.GetRequiredService<CurrentMessage>().Set(call.CorrelationId, call.CausationId);
        context.Add(Try(call, request, startedAt));
        var settles = result is CallResult.Succeeded || (result is CallResult.Refused refusal && handler.Settles(request.Operation, refusal));
        var settled = call.End(result, settles, options.Value, time.GetUtcNow());
        if (settled)
        {
            await handler.ApplyAsync(request, result, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogOutcome(logger, call.Module, request.Operation, request.SubjectId, call.Attempts, call.LastOutcome);
        return settled ? null : call.DueAt;

        CallTry Try(OutgoingCall intent, CallRequest made, DateTimeOffset began) => new()
        {
            SubjectId = made.SubjectId,
            Operation = made.Operation,
            OrderId = made.OrderId,
            Number = intent.Attempts,
            IdempotencyKey = made.IdempotencyKey,
            StartedAt = began,
            EndedAt = time.GetUtcNow(),
            Outcome = OutgoingCall.OutcomeOf(result),
            Detail = OutgoingCall.DetailOf(result),
        };
    }

    [LoggerMessage(1201, LogLevel.Debug, "Recording {Operation} of {SubjectId} lost a race and is repeated; the call is not.")]
    private static partial void LogConflict(ILogger logger, string operation, Guid subjectId, Exception exception);

    [LoggerMessage(1202, LogLevel.Error, "The client threw while calling {Operation} for {SubjectId}; the outcome is unknown.")]
    private static partial void LogCallThrew(ILogger logger, string operation, Guid subjectId, Exception exception);

    [LoggerMessage(1203, LogLevel.Debug, "{Module} {Operation} of {SubjectId}, attempt {Attempt}: {Outcome}.")]
    private static partial void LogOutcome(ILogger logger, string module, string operation, Guid subjectId, int attempt, CallOutcome outcome);
}
