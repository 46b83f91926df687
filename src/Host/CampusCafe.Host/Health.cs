using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusCafe.Host;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every schema can be read.</summary>
internal static class Health
{
    public static void AddHealth(this WebApplicationBuilder builder) => builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>("database");

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false });
        app.MapHealthChecks("/health/ready");
    }

    /// <summary>Asks each module's database for a row of its log.</summary>
    internal sealed class DatabaseCheck(IServiceScopeFactory scopes, IDatabase database, IEnumerable<ModuleDatabase> modules) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            await using var scope = scopes.CreateAsyncScope();
            foreach (var module in modules)
            {
                if (!await module.Resolve(scope.ServiceProvider).CanReadAsync(cancellationToken))
                {
                    return HealthCheckResult.Unhealthy($"{module.Module} on {database.Name} can't be read.");
                }
            }

            return HealthCheckResult.Healthy();
        }
    }
}
