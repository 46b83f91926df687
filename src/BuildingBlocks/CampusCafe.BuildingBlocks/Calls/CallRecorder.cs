using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>
/// Commits what a call came to, together with the state change and the reply that follow from it. What a lost race or
/// an outage repeats is the recording, never the call; and a recording that had been committed after all isn't repeated.
/// </summary>
internal sealed partial class CallRecorder<TContext, THandler>(
    IServiceScopeFactory scopes,
    OutageLog outages,
    IOptions<OutgoingCallOptions> options,
    TimeProvider time,
    ILogger<CallRecorder<TContext, THandler>> logger)
    where TContext : ModuleDbContext
    where THandler : class, ICallHandler
{
    /// <summary>10: the rivals (a webhook, a cancel) are few and short; an outage that lasts longer is left to the lease.</summary>
    private const int MaxAttempts = 10;

    private static readonly TimeSpan OutagePause = TimeSpan.FromMilliseconds(500);

    public async Task RecordAsync(CallLease lease, CallResult result, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var request = lease.Request;
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await TryRecordAsync(lease, result, startedAt, cancellationToken);
                return;
            }
            catch (DbUpdateConcurrencyException exception) when (attempt < MaxAttempts)
            {
                LogConflict(logger, request.Operation, request.SubjectId, exception);
            }
            catch (Exception exception) when (attempt < MaxAttempts && outages.IsOutage(exception))
            {
                outages.Report($"{request.Operation} of {request.SubjectId}", exception);
                await Task.Delay(OutagePause, time, cancellationToken);
            }
            catch (Exception exception) when (
                result is not CallResult.Unknown && !cancellationToken.IsCancellationRequested && !outages.IsOutage(exception))
            {
                // A bug on our side of an outcome that stands. As unknown it backs off, parks and calls for a person
                // instead of being called again at the end of every lease.
                LogNotRecorded(logger, request.Operation, request.SubjectId, exception);
                result = new CallResult.Unknown($"The outcome could not be recorded: {exception.GetType().Name}.");
            }
        }
    }

    private async Task TryRecordAsync(CallLease lease, CallResult result, DateTimeOffset startedAt, CancellationToken cancellationToken)
    {
        var request = lease.Request;
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<TContext>();
        var handler = scope.ServiceProvider.GetRequiredService<THandler>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var call = await context.FindAsync<OutgoingCall>([request.SubjectId, request.Operation], cancellationToken)
            ?? throw new InvalidOperationException($"The intent to {request.Operation} {request.SubjectId} is gone.");

        // A success is certain whoever was told of it. Anything else counts for the try under way only: another worker may
        // have taken over and got further, or this recording is a repetition, and the first was committed unheard.
        if (call.State is CallState.Settled || (result is not CallResult.Succeeded && !call.IsUnder(lease)))
        {
            LogTooLate(logger, request.Operation, request.SubjectId, lease.Number, result.GetType().Name);
            return;
        }

        scope.ServiceProvider.GetRequiredService<CurrentMessage>().Set(call.CorrelationId, call.CausationId, Telemetry.CurrentOr(call.TraceParent));
        if (result is not CallResult.NotSent)
        {
            context.Add(TryOf(lease, result, startedAt));
        }

        var settles = result is CallResult.Succeeded || (result is CallResult.Refused refusal && handler.Settles(request.Operation, refusal));
        call.End(result, settles, options.Value, time.GetUtcNow());
        if (settles)
        {
            await handler.ApplyAsync(request, result, cancellationToken);
        }

        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        LogOutcome(logger, call.Module, request.Operation, request.SubjectId, lease.Number, call.LastOutcome);
    }

    private CallTry TryOf(CallLease lease, CallResult result, DateTimeOffset startedAt) => new()
    {
        SubjectId = lease.Request.SubjectId,
        Operation = lease.Request.Operation,
        OrderId = lease.Request.OrderId,
        Number = lease.Number,
        IdempotencyKey = lease.Request.IdempotencyKey,
        StartedAt = startedAt,
        EndedAt = time.GetUtcNow(),
        Outcome = result.Outcome(),
        Detail = result.Detail(),
    };

    [LoggerMessage(1201, LogLevel.Debug, "Recording {Operation} of {SubjectId} lost a race and is repeated; the call is not.")]
    private static partial void LogConflict(ILogger logger, string operation, Guid subjectId, Exception exception);

    [LoggerMessage(1203, LogLevel.Debug, "{Module} {Operation} of {SubjectId}, attempt {Attempt}: {Outcome}.")]
    private static partial void LogOutcome(ILogger logger, string module, string operation, Guid subjectId, int attempt, CallOutcome outcome);

    [LoggerMessage(1204, LogLevel.Debug, "{Operation} of {SubjectId}, attempt {Attempt}: {Result} changes nothing; the try has ended already or was taken over.")]
    private static partial void LogTooLate(ILogger logger, string operation, Guid subjectId, int attempt, string result);

    [LoggerMessage(1205, LogLevel.Error, "The outcome of {Operation} of {SubjectId} could not be recorded.")]
    private static partial void LogNotRecorded(ILogger logger, string operation, Guid subjectId, Exception exception);
}
