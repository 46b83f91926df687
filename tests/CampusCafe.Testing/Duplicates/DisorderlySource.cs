using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing.Duplicates;

/// <summary>
/// An outbox as bad as one is allowed to be: orders come in any sequence (each order's own messages keep theirs), and
/// what has been handled comes again later, behind what was written in the meantime.
/// </summary>
internal sealed class DisorderlySource(IOutboxSource inner, Disorder disorder, IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> modules) : IOutboxSource
{
    public string Module => inner.Module;

    public async Task<IReadOnlyList<PendingMessage>> ReadNewAsync(string consumer, int limit, CancellationToken cancellationToken) =>
        Disordered(await inner.ReadNewAsync(consumer, limit, cancellationToken));

    public async Task<DueStalls> ReadStalledAsync(string consumer, int limit, CancellationToken cancellationToken)
    {
        var due = await inner.ReadStalledAsync(consumer, limit, cancellationToken);
        return due with { Messages = Disordered(due.Messages) };
    }

    public async Task EndAsync(
        string consumer,
        IReadOnlyCollection<PendingMessage> done,
        IReadOnlyCollection<FailedMessage> failed,
        IReadOnlyCollection<PendingMessage> newer,
        CancellationToken cancellationToken)
    {
        // Before the first delivery goes: at no moment does the shop look as if it had nothing left to do.
        foreach (var message in done.Where(message => disorder.Repeats(consumer, message.MessageId)))
        {
            await RepeatAsync(consumer, message, cancellationToken);
        }

        await inner.EndAsync(consumer, done, failed, newer, cancellationToken);
    }

    public Task<bool> ForgetOrphansAsync(string consumer, CancellationToken cancellationToken) => inner.ForgetOrphansAsync(consumer, cancellationToken);

    public Task<DateTimeOffset?> NextAttemptAsync(string consumer, CancellationToken cancellationToken) => inner.NextAttemptAsync(consumer, cancellationToken);

    private IReadOnlyList<PendingMessage> Disordered(IEnumerable<PendingMessage> messages) =>
        disorder.Shuffle(messages.Where(message => !disorder.Withholds(message)));

    private async Task RepeatAsync(string consumer, PendingMessage message, CancellationToken cancellationToken)
    {
        if (disorder.ForgetsInbox)
        {
            await InAsync(consumer, context => context.Set<InboxMessage>()
                .Where(row => row.MessageId == message.MessageId && row.Consumer == consumer).ExecuteDeleteAsync(cancellationToken));
        }

        await InAsync(Module, context =>
        {
            context.Add(new OutboxDelivery { Consumer = consumer, MessageId = message.MessageId, Key = message.Key });
            return context.SaveChangesAsync(cancellationToken);
        });
    }

    /// <summary>A consumer bears the name of its module.</summary>
    private async Task InAsync(string module, Func<ModuleDbContext, Task<int>> work)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = modules.Single(database => database.Module == module).Resolve(scope.ServiceProvider);
        await using var transaction = await context.Database.BeginTransactionAsync();
        await work(context);
        await transaction.CommitAsync();
    }
}
