using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>Puts first data in place. Called at each start: does nothing where there is data.</summary>
public interface IModuleSeed
{
    Task SeedAsync(CancellationToken cancellationToken);
}

/// <summary>Before anything else runs: every schema is migrated, and an empty one gets its first data.</summary>
internal sealed class DatabaseStartup(IServiceScopeFactory scopes, IEnumerable<ModuleDatabase> databases) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        foreach (var database in databases)
        {
            await database.Resolve(scope.ServiceProvider).Database.MigrateAsync(cancellationToken);
        }

        foreach (var seed in scope.ServiceProvider.GetServices<IModuleSeed>())
        {
            await seed.SeedAsync(cancellationToken);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
