using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.IntegrationTests.Messaging;

internal sealed class CommitCounter : DbTransactionInterceptor
{
    private int count;

    public int Count => count;

    public void Reset() => count = 0;

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return Task.CompletedTask;
    }
}
