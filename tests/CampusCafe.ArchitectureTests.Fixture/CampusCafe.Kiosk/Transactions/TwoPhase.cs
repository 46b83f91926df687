using System.Transactions;
using CampusCafe.Bakery;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Kiosk.Transactions;

internal static class TwoPhase
{
    public static void Scope()
    {
        using var scope = new TransactionScope();
    }

    public static Action Ambient() => () => Transaction.Current = null;

    // One context's transaction, handed to another one.
    public static async Task Share(KioskDbContext first, SecondDbContext second, CancellationToken cancellationToken)
    {
        await using var transaction = await first.Database.BeginTransactionAsync(cancellationToken);
        second.Database.SetDbConnection(first.Database.GetDbConnection());
        await second.Database.UseTransactionAsync(null, cancellationToken);
    }
}

internal static class TwoContexts
{
    public static int Count(KioskDbContext own) => own.ChangeTracker.Entries().Count();

    private sealed class Nested(BakeryDbContext foreign)
    {
        public int Count() => foreign.ChangeTracker.Entries().Count();
    }
}
