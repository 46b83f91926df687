using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Operations.Persistence;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Operations.Actions;

/// <inheritdoc cref="IActionLog"/>
internal sealed partial class ActionLog(IServiceScopeFactory scopes, TimeProvider time, ILogger<ActionLog> logger) : IActionLog
{
    public async Task RecordAsync(
        HttpContext http, string action, string subject, Func<Task<ActionOutcome>> act, CancellationToken cancellationToken)
    {
        var entry = await BeginAsync(http, action, subject, cancellationToken);
        ActionOutcome outcome;
        try
        {
            outcome = await act();
        }
        catch (Exception exception)
        {
            await EndAsync(entry, ActionState.Failed, exception.GetType().Name);
            throw;
        }

        await EndAsync(entry, outcome.IsDone ? ActionState.Done : ActionState.Refused, outcome.Note);
    }

    private async Task<RecordedAction> BeginAsync(HttpContext http, string action, string subject, CancellationToken cancellationToken)
    {
        var entry = new RecordedAction
        {
            Person = http.PersonName(),
            PersonKind = http.User.Identity?.AuthenticationType ?? string.Empty,
            Action = action,
            Subject = subject.Bounded(RecordedAction.MaxSubject),
            CorrelationId = http.RequestServices.GetRequiredService<CurrentMessage>().CorrelationId,
            BegunAt = time.GetUtcNow(),
        };
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OperationsDbContext>();
        context.Add(entry);
        await context.SaveChangesAsync(cancellationToken);
        return entry;
    }

    /// <summary>Whatever becomes of the client: it is done. If the end can't be written the entry stays begun, and the answer is still the truth.</summary>
    private async Task EndAsync(RecordedAction entry, ActionState state, string? note)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var context = scope.ServiceProvider.GetRequiredService<OperationsDbContext>();
            context.Attach(entry);
            (entry.State, entry.Note, entry.EndedAt) = (state, note?.Bounded(RecordedAction.MaxNote), time.GetUtcNow());
            await context.SaveChangesAsync(CancellationToken.None);
        }
#pragma warning disable CA1031 // What was done is done, whatever keeps its end from being written: the client is told the truth.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            LogEndNotWritten(logger, entry.Action, entry.Subject, exception);
        }
    }

    [LoggerMessage(1601, LogLevel.Warning, "The end of {Action} on {Subject} couldn't be written into the action log.")]
    private static partial void LogEndNotWritten(ILogger logger, string action, string subject, Exception exception);
}
