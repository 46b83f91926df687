using System.Data.Common;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// Whether every schema takes a commit of a few pages: a disk that is full or read-only can still be read. Looked at
/// once a second at most, however many ask.
/// </summary>
public sealed class DatabaseReadiness(
    IServiceScopeFactory scopes, IDatabase database, DatabaseGate gate, IEnumerable<ModuleDatabase> modules, TimeProvider time) : IDisposable
{
    /// <summary>16 KB: what a few orders take. Less would fit on a page that has room left when the disk has none.</summary>
    private const int Size = 16 * 1024;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim looking = new(1, 1);
    private long? lookedAt;
    private string? trouble;

    /// <summary>Null when all is well, else a sentence.</summary>
    public async Task<string?> FindTroubleAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            if (lookedAt is not { } then || time.GetElapsedTime(then) >= Fresh)
            {
                trouble = await LookAsync(cancellationToken);
                lookedAt = time.GetTimestamp();
            }

            return trouble;
        }
        finally
        {
            looking.Release();
        }
    }

    public void Dispose() => looking.Dispose();

    private async Task<string?> LookAsync(CancellationToken cancellationToken)
    {
        if (!gate.IsOpen)
        {
            return $"{database.Name} can't be reached yet; the host waits for it.";
        }

        foreach (var module in modules)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await WriteAsync(module.Resolve(scope.ServiceProvider), cancellationToken);
            }
            catch (Exception exception) when (database.IsLockTimeout(exception))
            {
                // Busy is not broken: whoever writes gets on, and taking the host out of service wouldn't help him.
            }
            catch (Exception exception) when (exception is DbException or DbUpdateException)
            {
                return $"{module.Module} on {database.Name} can't be written: {exception.DatabaseReason()}";
            }
        }

        return null;
    }

    /// <summary>Comes and goes in one transaction: nobody ever sees it, and its pages are reused.</summary>
    private async Task WriteAsync(ModuleDbContext context, CancellationToken cancellationToken)
    {
        const string Nobody = "readiness";
        var now = time.GetUtcNow();
        var letter = new DeadLetter
        {
            MessageId = Guid.CreateVersion7(now),
            Consumer = Nobody,
            Key = Nobody,
            Type = Nobody,
            Payload = new string('.', Size),
            CorrelationId = Nobody,
            CausationId = null,
            TraceParent = null,
            OccurredAt = now,
            DiedAt = now,
        };
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Add(letter);
        await context.SaveChangesAsync(cancellationToken);
        context.Remove(letter);
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
