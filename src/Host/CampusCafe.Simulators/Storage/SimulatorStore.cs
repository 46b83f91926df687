using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace CampusCafe.Simulators.Storage;

/// <summary>
/// <c>simulators.db</c>: the providers' memory, in a file of its own because a provider is another company. Writes go
/// through one gate, each in a transaction that begins immediate, so that SQLite never refuses one for being busy.
/// </summary>
internal sealed class SimulatorStore : IDisposable
{
    private readonly string folder;
    private readonly string connectionString;
    private readonly DbContextOptions<SimulatorDb> dbOptions;
    private readonly SemaphoreSlim gate = new(1, 1);
    private readonly ConcurrentBag<Nudge> onCommit = [];

    public SimulatorStore(SimulatorOptions options)
    {
        folder = Path.GetFullPath(options.Folder);
        connectionString = new SqliteConnectionStringBuilder { DataSource = Path.Combine(folder, "simulators.db") }.ToString();
        dbOptions = new DbContextOptionsBuilder<SimulatorDb>()
            .UseSqlite(connectionString)
            .AddInterceptors(new DurableConnections())
            .Options;
    }

    public async Task OpenAsync(CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await using var db = Read();

            // No migrations: a simulator's past is a test's past. Delete the file after a change of the model.
            await db.Database.EnsureCreatedAsync(cancellationToken);
            await db.Database.ExecuteSqlAsync($"PRAGMA journal_mode = WAL", cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or SqliteException)
        {
            throw new OptionsValidationException(
                SimulatorOptions.Section, typeof(SimulatorOptions), [$"Simulators:Folder '{folder}' can't be used: {e.Message}"]);
        }
    }

    /// <summary>For reading only; writes go through <see cref="WriteAsync"/>.</summary>
    public SimulatorDb Read() => new(dbOptions);

    /// <summary>One write, one transaction: all of it is on disk when this returns, or none.</summary>
    public async Task<T> WriteAsync<T>(Func<SimulatorDb, Task<T>> write, CancellationToken cancellationToken)
    {
        T result;
        await gate.WaitAsync(cancellationToken);
        try
        {
            await using var db = new SimulatorDb(dbOptions);
            await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
            result = await write(db);
            await db.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }
        finally
        {
            gate.Release();
        }

        foreach (var nudge in onCommit)
        {
            nudge.Set();
        }

        return result;
    }

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<SimulatorDb> write, CancellationToken cancellationToken) =>
        WriteAsync(
            db =>
            {
                write(db);
                return Task.FromResult(true);
            },
            cancellationToken);

    /// <summary>A signal that is set after each commit.</summary>
    public Nudge NudgeOnCommit()
    {
        var nudge = new Nudge();
        onCommit.Add(nudge);
        return nudge;
    }

    public void Dispose()
    {
        // Pooled connections would hold the file, and a later one of the same name, open.
        using var connection = new SqliteConnection(connectionString);
        SqliteConnection.ClearPool(connection);
        // The gate holds nothing, and a request that is cut off while the program ends still lets go of it.
    }
}
