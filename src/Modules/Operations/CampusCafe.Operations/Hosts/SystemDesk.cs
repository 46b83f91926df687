using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Operations.Actions;
using CampusCafe.Operations.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Operations.Hosts;

/// <param name="Version">Of the program that answers.</param>
/// <param name="Environment">e.g. Production.</param>
/// <param name="Database">e.g. PostgreSQL.</param>
/// <param name="Modules">Names.</param>
/// <param name="Schemas">With the migrations that each has.</param>
/// <param name="Hosts">Those on this database, the youngest first.</param>
/// <param name="Checks">What the health checks say now.</param>
/// <param name="Settings">What the host that answers runs with, without secrets.</param>
internal sealed record SystemView(
    string Version,
    string Environment,
    string Database,
    IReadOnlyList<string> Modules,
    IReadOnlyList<SchemaState> Schemas,
    IReadOnlyList<HostView> Hosts,
    IReadOnlyList<CheckView> Checks,
    IReadOnlyList<Setting> Settings);

/// <param name="Schema">Its name.</param>
/// <param name="Migrations">How many it has.</param>
/// <param name="Last">The last of them.</param>
/// <param name="Missing">Those that this program knows and the schema doesn't have.</param>
internal sealed record SchemaState(string Schema, int Migrations, string? Last, IReadOnlyList<string> Missing);

/// <param name="Id">Of the process.</param>
/// <param name="Machine">Where it runs.</param>
/// <param name="ProcessId">There.</param>
/// <param name="Version">Of its program.</param>
/// <param name="StartedAt">UTC.</param>
/// <param name="SeenAt">UTC: when it last said that it is alive.</param>
/// <param name="IsAlive">Whether it has said so within half a minute.</param>
/// <param name="IsThisOne">Whether it is the one that answers.</param>
internal sealed record HostView(
    Guid Id, string Machine, int ProcessId, string Version, DateTimeOffset StartedAt, DateTimeOffset SeenAt, bool IsAlive, bool IsThisOne);

/// <param name="Name">Of the check.</param>
/// <param name="IsHealthy">What it says.</param>
/// <param name="Description">Why not; null outside Development, where the log has it.</param>
internal sealed record CheckView(string Name, bool IsHealthy, string? Description);

/// <summary>What runs where, on what, and who did what.</summary>
internal sealed class SystemDesk(
    IServiceScopeFactory scopes,
    IEnumerable<SchemaDatabase> schemas,
    IEnumerable<IModule> modules,
    IDatabase database,
    HealthCheckService checks,
    HostBeat beat,
    SettingsList settings,
    IHostEnvironment environment,
    TimeProvider time)
{
    public async Task<SystemView> LookAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        List<SchemaState> states = [];
        foreach (var schema in schemas.OrderBy(schema => schema.Schema, StringComparer.Ordinal))
        {
            states.Add(await StateOfAsync(schema, scope.ServiceProvider, cancellationToken));
        }

        var now = time.GetUtcNow();
        var hosts = await scope.ServiceProvider.GetRequiredService<OperationsDbContext>().Hosts.AsNoTracking()
            .OrderByDescending(host => host.StartedAt)
            .Take(Paging.Queries.MaxLimit)
            .ToListAsync(cancellationToken);
        var report = await checks.CheckHealthAsync(cancellationToken);
        return new(
            HostBeat.Version,
            environment.EnvironmentName,
            database.Name,
            [.. modules.Select(module => module.Name).Order(StringComparer.Ordinal)],
            states,
            [.. hosts.Select(host => new HostView(host.Id, host.Machine, host.ProcessId, host.Version, host.StartedAt, host.SeenAt, now - host.SeenAt < HostBeat.AliveWithin, host.Id == beat.Id))],
            [.. report.Entries.Select(check => new CheckView(check.Key, check.Value.Status is HealthStatus.Healthy, environment.IsDevelopment() ? check.Value.Description : null))],
            settings.Read());
    }

    /// <summary>Newest first.</summary>
    /// <param name="before">The last of the page before; null for the first page.</param>
    /// <param name="limit">Most in a page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<RecordedAction>> ActionsAsync(long? before, int limit, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var actions = scope.ServiceProvider.GetRequiredService<OperationsDbContext>().Actions.AsNoTracking();
        return await (before is { } sequence ? actions.Where(action => action.Sequence < sequence) : actions)
            .OrderByDescending(action => action.Sequence)
            .Take(limit)
            .ToListAsync(cancellationToken);
    }

    private static async Task<SchemaState> StateOfAsync(SchemaDatabase schema, IServiceProvider services, CancellationToken cancellationToken)
    {
        var context = schema.Resolve(services);
        string[] applied = [.. await context.Database.GetAppliedMigrationsAsync(cancellationToken)];
        return new(schema.Schema, applied.Length, applied.LastOrDefault(), [.. context.Database.GetMigrations().Except(applied)]);
    }
}
