using System.Data.Common;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Messaging;

internal static class InboxExtensions
{
    /// <summary>500: a thousand parameters, of the 2,100 that SQL Server takes.</summary>
    private const int RowsPerStatement = 500;

    /// <summary>
    /// Many rows with one statement and past the change tracker, where a row costs more than in the database: they are half of what a
    /// batch writes, and nobody reads them before its commit. By their keys: two hosts at the same messages wait for each other in turn.
    /// </summary>
    /// <param name="context">The consumer's, in a transaction.</param>
    /// <param name="messages">Of one consumer, handled together.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DbUpdateException">As of a save.</exception>
    public static async Task InsertHandledAsync(
        this ModuleDbContext context, IReadOnlyCollection<InboxMessage> messages, CancellationToken cancellationToken)
    {
        foreach (var rows in messages.OrderBy(message => message.MessageId).Chunk(RowsPerStatement))
        {
            var (first, at) = (rows[0], rows.Max(row => row.HandledAt).UtcDateTime);
            object[] shared = [first.Consumer, at, nameof(InboxOutcome.Handled)];
            var values = rows.Select((_, row) => $"({{{shared.Length + (2 * row)}}}, {{0}}, {{1}}, {{{shared.Length + (2 * row) + 1}}}, {{2}})");
            var statement = $"INSERT INTO {context.NameOf<InboxMessage>()} (message_id, consumer, handled_at, attempts, outcome) VALUES {string.Join(", ", values)}";
            try
            {
                await context.Database.ExecuteSqlRawAsync(statement, [.. shared, .. rows.SelectMany(row => new object[] { row.MessageId, row.Attempts })], cancellationToken);
            }
            catch (DbException exception)
            {
                throw new DbUpdateException("What was handled could not be put into the inbox.", exception);
            }
        }
    }

    /// <summary>Ends redriven letters that have been handled as the deliveries they once were: nothing else would.</summary>
    public static async Task SettleHandledAsync(
        this ModuleDbContext context, string consumer, IEnumerable<PendingMessage> dealtWith, CancellationToken cancellationToken)
    {
        foreach (var message in dealtWith.Where(message => message.Source is null))
        {
            var inbox = await context.FindAsync<InboxMessage>([message.MessageId, consumer], cancellationToken);
            var letter = await context.FindAsync<DeadLetter>([message.MessageId, consumer], cancellationToken);
            if (inbox is { Outcome: InboxOutcome.Handled } && letter is { Status: DeadLetterStatus.Redriving })
            {
                context.Scope.GetRequiredService<CurrentMessage>().Set(message.CorrelationId, message.MessageId, message.TraceParent);
                letter.Settle();
                await context.SaveChangesAsync(cancellationToken);
                context.Remove(letter);
                await context.SaveChangesAsync(cancellationToken);
            }
        }
    }

    /// <summary>Ids of those that the consumer has handled or given up.</summary>
    public static Task<HashSet<Guid>> DealtWithAsync(
        this ModuleDbContext context, string consumer, IEnumerable<PendingMessage> messages, CancellationToken cancellationToken)
    {
        Guid[] ids = [.. messages.Select(message => message.MessageId)];
        return context.Set<InboxMessage>()
            .Where(inbox => inbox.Consumer == consumer && ids.Contains(inbox.MessageId))
            .Select(inbox => inbox.MessageId)
            .ToHashSetAsync(cancellationToken);
    }
}
