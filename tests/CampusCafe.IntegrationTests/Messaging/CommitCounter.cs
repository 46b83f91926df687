using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.IntegrationTests.Messaging;

internal sealed class CommitCounter : DbTransactionInterceptor, IDbConnectionInterceptor
{
    private int count;
    private Exception? lost;
    private Exception? refused;
    private Exception? unopened;

    public int Count => count;

    public void Reset() => count = 0;

    /// <summary>The next commit happens, and whoever asked for it hears this instead.</summary>
    public void LoseNextAnswer(Exception outage) => lost = outage;

    /// <summary>The next transaction doesn't get to its first statement.</summary>
    public void RefuseNextBegin(Exception outage) => refused = outage;

    /// <summary>The next connection is open, and whoever opened it hears this instead.</summary>
    public void RefuseNextConnection(Exception outage) => unopened = outage;

    public Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref unopened, null) is { } outage ? Task.FromException(outage) : Task.CompletedTask;

    public override ValueTask<DbTransaction> TransactionStartedAsync(
        DbConnection connection, TransactionEndEventData eventData, DbTransaction result, CancellationToken cancellationToken = default) =>
        Interlocked.Exchange(ref refused, null) is { } outage ? ValueTask.FromException<DbTransaction>(outage) : ValueTask.FromResult(result);

    public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref count);
        return Interlocked.Exchange(ref lost, null) is { } outage ? Task.FromException(outage) : Task.CompletedTask;
    }
}
