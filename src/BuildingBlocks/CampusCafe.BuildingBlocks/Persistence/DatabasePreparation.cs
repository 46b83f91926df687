using System.Data.Common;
using CampusCafe.BuildingBlocks.Modules;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>Puts first data in place. Called at each start: does nothing where there is data.</summary>
public interface IModuleSeed
{
    Task SeedAsync(CancellationToken cancellationToken);
}

/// <summary>Brings every schema to what this program needs, one host at a time, and gives an empty one its first data.</summary>
public sealed class DatabasePreparation(IServiceScopeFactory scopes, IDatabase database, IEnumerable<SchemaDatabase> schemas)
{
    /// <returns>What was applied, as <c>module migration</c>; empty when all was there.</returns>
    /// <exception cref="HostStartException">It can't be done, and the message says what to do.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        SchemaDbContext[] contexts = [.. schemas.Select(schema => schema.Resolve(scope.ServiceProvider))];
        if (contexts.Length == 0)
        {
            return [];
        }

        await using var alone = await ExplainedAsync(contexts[0], () => database.LockStartAsync(contexts[0], cancellationToken));
        List<string> applied = [];
        foreach (var context in contexts)
        {
            applied.AddRange(await ExplainedAsync(context, () => MigrateAsync(context, cancellationToken)));
        }

        foreach (var seed in scope.ServiceProvider.GetServices<IModuleSeed>())
        {
            await ExplainedAsync(contexts[0], () => SeedAsync(seed, cancellationToken));
        }

        return applied;
    }

    /// <summary>The same, for whoever doesn't wait for a server that is away.</summary>
    /// <inheritdoc cref="RunAsync"/>
    public async Task<IReadOnlyList<string>> RunNowAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await RunAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not HostStartException && database.IsUnavailable(exception))
        {
            throw new HostStartException(
                $"{database.Name} at {Server} can't be used now ({exception.DatabaseReason()}). Start the server or correct Database:ConnectionString, and try again: "
                + "what was done stays, and what is missing is done then.",
                exception);
        }
    }

    /// <summary>Where the schemas are, as the database's client puts it.</summary>
    private string Server
    {
        get
        {
            using var scope = scopes.CreateScope();
            return schemas.First().Resolve(scope.ServiceProvider).Database.GetDbConnection().DataSource;
        }
    }

    private static async Task<bool> SeedAsync(IModuleSeed seed, CancellationToken cancellationToken)
    {
        await seed.SeedAsync(cancellationToken);
        return true;
    }

    private async Task<IReadOnlyList<string>> MigrateAsync(SchemaDbContext context, CancellationToken cancellationToken)
    {
        string[] known = [.. context.Database.GetMigrations()];
        string[] present = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
        string[] unknown = [.. present.Except(known)];
        if (unknown.Length > 0)
        {
            throw new HostStartException(
                $"The schema {context.Schema} on {database.Name} is newer than this program: it has {string.Join(", ", unknown)}, which this program doesn't know. "
                + "Start the program that made it, or put a backup in its place.");
        }

        string[] missing = [.. known.Except(present)];
        // An embedded database is written at each start: a disk that takes nothing is better heard of now than by a customer.
        if (missing.Length > 0 || database.IsExclusive)
        {
            await database.MigrateAsync(context, cancellationToken);
        }

        await CheckAsync(context, cancellationToken);
        return [.. missing.Select(migration => $"{context.Schema} {migration}")];
    }

    /// <summary>Asks every table for its columns, and for no row: whoever changed a schema by hand hears of it now, not in the middle of an order.</summary>
    private async Task CheckAsync(SchemaDbContext context, CancellationToken cancellationToken)
    {
        var sql = context.GetService<ISqlGenerationHelper>();
        foreach (var table in context.Model.GetRelationalModel().Tables)
        {
            var columns = string.Join(", ", table.Columns.Select(column => sql.DelimitIdentifier(column.Name)));
            var statement = $"SELECT {columns} FROM {sql.DelimitIdentifier(table.Name, table.Schema)} WHERE 1 = 0";
            try
            {
                await context.Database.ExecuteSqlRawAsync(statement, cancellationToken);
            }
            catch (DbException exception) when (!database.IsUnavailable(exception) && database.ExplainStart(context, exception) is null)
            {
                throw new HostStartException(
                    $"The table {table.Name} of {context.Schema} on {database.Name} isn't as this program needs it ({exception.Message.TrimEnd('.')}). "
                    + "Undo what was changed by hand, or put a backup in its place.",
                    exception);
            }
        }
    }

    private async Task<T> ExplainedAsync<T>(DbContext context, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception exception) when (exception is not HostStartException && database.ExplainStart(context, exception) is { } sentence)
        {
            throw new HostStartException(sentence, exception);
        }
    }
}
