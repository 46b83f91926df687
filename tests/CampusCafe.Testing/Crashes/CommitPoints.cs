using System.Collections.Concurrent;
using System.Data.Common;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.Testing.Crashes;

/// <summary>Every commit of every module's connections is a point; without power no connection opens.</summary>
internal sealed class CommitPoints(PowerSwitch power) : IDbTransactionInterceptor, IDbConnectionInterceptor
{
    private readonly ConcurrentDictionary<Guid, int> committing = [];

    public ValueTask<InterceptionResult> ConnectionOpeningAsync(
        DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        power.ThrowIfOff();
        return ValueTask.FromResult(result);
    }

    public async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
    {
        committing[eventData.TransactionId] = await power.BeforeAsync(ModuleOf(eventData.Context));
        return result;
    }

    public Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        committing.TryRemove(eventData.TransactionId, out var point);
        return power.AfterAsync(point, ModuleOf(eventData.Context));
    }

    private static string? ModuleOf(DbContext? context) => (context as ModuleDbContext)?.Schema;
}
