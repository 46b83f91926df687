using System.Data.Common;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// Right after the start, beside everything else: writes and reads once in every schema and rolls back, so that the
/// first customer doesn't wait for what a cold process compiles.
/// </summary>
internal sealed partial class Rehearsal(
    IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> modules, DatabaseGate gate, TimeProvider time, ILogger<Rehearsal> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await gate.OpenedAsync(stoppingToken);
        foreach (var module in modules)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await RehearseAsync(module.Resolve(scope.ServiceProvider), stoppingToken);
            }
            catch (Exception exception) when (exception is DbUpdateException or DbException or TimeoutException)
            {
                LogFailed(logger, module.Module, exception); // Whoever really needs the database will say more.
            }
        }
    }

    private async Task RehearseAsync(ModuleDbContext context, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = Guid.CreateVersion7(now);
        const string Nobody = "rehearsal";
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Add(new OutboxMessage
        {
            Id = id,
            AggregateType = Nobody,
            AggregateId = Nobody,
            Type = Nobody,
            Payload = "{}",
            CorrelationId = Nobody,
            CausationId = null,
            TraceParent = null,
            OccurredAt = now,
        });
        context.Add(new OutboxDelivery { Consumer = Nobody, MessageId = id, Key = Nobody });
        await context.SaveChangesAsync(cancellationToken);
        await context.InsertHandledAsync(
            [new InboxMessage { MessageId = id, Consumer = Nobody, HandledAt = now, Attempts = 1, Outcome = InboxOutcome.Handled }], cancellationToken);
        await context.Set<InboxMessage>().Where(m => m.MessageId == id).ToListAsync(cancellationToken);
        await context.Set<OutboxDelivery>().Where(d => d.MessageId == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.RollbackAsync(cancellationToken);
    }

    [LoggerMessage(1402, LogLevel.Debug, "The rehearsal in {Module} failed.")]
    private static partial void LogFailed(ILogger logger, string module, Exception exception);
}
