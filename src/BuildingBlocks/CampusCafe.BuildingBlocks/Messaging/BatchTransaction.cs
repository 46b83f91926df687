using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore.Storage;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A batch in its transaction.</summary>
/// <param name="Services">Its scope.</param>
/// <param name="Context">The consumer's, without savepoints of its own.</param>
/// <param name="Transaction">The consumer's.</param>
internal sealed record BatchTransaction(IServiceProvider Services, ModuleDbContext Context, IDbContextTransaction Transaction)
{
    private readonly List<InboxMessage> handled = [];

    /// <summary>Goes into the inbox with the next save.</summary>
    public void Handled(InboxMessage message) => handled.Add(message);

    /// <summary>What the handlers did, and the proof of it.</summary>
    public async Task SaveAsync(CancellationToken cancellationToken)
    {
        await Context.InsertHandledAsync(handled, cancellationToken);
        handled.Clear();
        await Context.SaveChangesAsync(cancellationToken);
    }

    /// <summary>As if nothing had been read or done since the last save.</summary>
    public void Forget()
    {
        handled.Clear();
        Context.Forget();
    }
}
