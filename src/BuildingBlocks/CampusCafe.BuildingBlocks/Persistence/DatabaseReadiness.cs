using System.Data.Common;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>
/// Whether every schema can be used: a module's takes a commit of a few pages, since a disk that is full or read-only can
/// still be read; another is read. Looked at once a second at most, however many ask.
/// </summary>
public sealed class DatabaseReadiness(
    IServiceScopeFactory scopes, IDatabase database, DatabaseGate gate, IEnumerable<SchemaDatabase> schemas, TimeProvider time) : IDisposable
{
    /// <summary>16 KB: what a few orders take. Less would fit on a page that has room left when the disk has none.</summary>
    private const int Size = 16 * 1024;

    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    /// <summary>3 s: a server that is reached and doesn't answer would be waited for longer than whoever asks waits.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private readonly SemaphoreSlim looking = new(1, 1);
    private Task<string?> look = Task.FromResult<string?>(null);
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
                trouble = await LookInTimeAsync(cancellationToken);
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

    /// <summary>A look that takes too long is told to end, and not waited for: no client lets go of a dead server at once. The next begins when it has.</summary>
    private async Task<string?> LookInTimeAsync(CancellationToken cancellationToken)
    {
        look = look.IsCompleted ? LookAsync() : look;
        try
        {
            return await look.WaitAsync(Patience, time, cancellationToken);
        }
        catch (TimeoutException) when (!look.IsCompleted)
        {
            return Late();
        }
    }

    private async Task<string?> LookAsync()
    {
        if (!gate.IsOpen)
        {
            return $"{database.Name} can't be reached yet; the host waits for it.";
        }

        using var enough = new CancellationTokenSource(Patience, time);
        foreach (var schema in schemas)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await UseAsync(schema.Resolve(scope.ServiceProvider), enough.Token);
            }
            catch (Exception exception) when (database.IsLockTimeout(exception))
            {
                // Busy is not broken: whoever writes gets on, and taking the host out of service wouldn't help him.
            }
            catch (OperationCanceledException) when (enough.IsCancellationRequested)
            {
                return Late();
            }
            catch (Exception exception) when (exception is DbException or DbUpdateException || database.IsUnavailable(exception))
            {
                return $"{schema.Schema} on {database.Name} can't be used: {exception.DatabaseReason()}";
            }
        }

        return null;
    }

    private string Late() => $"{database.Name} doesn't answer within {Patience.TotalSeconds} s.";

    private Task UseAsync(SchemaDbContext context, CancellationToken cancellationToken) =>
        context is ModuleDbContext module ? WriteAsync(module, cancellationToken) : ReadAsync(context, cancellationToken);

    /// <summary>No row of its history, which every schema has.</summary>
    private static Task ReadAsync(SchemaDbContext context, CancellationToken cancellationToken)
    {
        var history = context.GetService<ISqlGenerationHelper>().DelimitIdentifier(HistoryRepository.DefaultTableName, context.Schema);
        var statement = $"SELECT 1 FROM {history} WHERE 1 = 0";
        return context.Database.ExecuteSqlRawAsync(statement, cancellationToken);
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
