using CampusCafe.BuildingBlocks.Modules;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>Puts first data in place. Called at each start: does nothing where there is data.</summary>
public interface IModuleSeed
{
    Task SeedAsync(CancellationToken cancellationToken);
}

/// <summary>Before anything else runs: every schema is migrated, and an empty one gets its first data.</summary>
internal sealed class DatabaseStartup(IServiceScopeFactory scopes, IDatabase database, IEnumerable<ModuleDatabase> modules) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await PrepareAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is not HostStartException && database.IsUnavailable(exception))
        {
            throw new HostStartException(
                $"{database.Name} can't be written ({exception.GetBaseException().Message}) Make room where its data is, or make it writable, and start again.",
                exception);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        ModuleDbContext[] contexts = [.. modules.Select(module => module.Resolve(scope.ServiceProvider))];
        if (contexts.Length == 0)
        {
            return;
        }

        await using var alone = await database.LockStartAsync(contexts[0], cancellationToken);
        foreach (var context in contexts)
        {
            await database.MigrateAsync(context, cancellationToken);
        }

        foreach (var seed in scope.ServiceProvider.GetServices<IModuleSeed>())
        {
            await seed.SeedAsync(cancellationToken);
        }
    }
}
