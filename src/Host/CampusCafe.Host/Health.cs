using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Admission;
using CampusCafe.BuildingBlocks.Observability;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace CampusCafe.Host;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: every schema can be used, and messages are brought in time.</summary>
internal static class Health
{
    private const string Database = "database";
    private const string Relays = "relays";

    public static void AddHealth(this WebApplicationBuilder builder) =>
        builder.Services.AddHealthChecks().AddCheck<DatabaseCheck>(Database).AddCheck<RelayCheck>(Relays);

    public static void MapHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false }).IsForHealthChecks();
        app.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).IsForHealthChecks();
    }

    private static Task WriteAsync(HttpContext http, HealthReport report)
    {
        if (report.Status is HealthStatus.Healthy)
        {
            return http.Response.WriteAsync(nameof(HealthStatus.Healthy));
        }

        var isDevelopment = http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment();
        var troubles = report.Entries
            .Where(check => check.Value.Status is not HealthStatus.Healthy)
            .Select(check => Describe(check.Key, check.Value.Description, isDevelopment));
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, "not-ready", "This host isn't ready", string.Join(' ', troubles)).ExecuteAsync(http);
    }

    /// <summary>What a database says may name servers and logins: outside Development it is in the log only.</summary>
    private static string Describe(string check, string? trouble, bool isDevelopment) =>
        trouble is null || (check == Database && !isDevelopment) ? $"The check of the {check} failed: the log says why." : trouble;

    internal sealed class DatabaseCheck(DatabaseReadiness readiness) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await readiness.FindTroubleAsync(cancellationToken) is { } trouble ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy();
    }

    internal sealed class RelayCheck(RelayReadiness readiness) : IHealthCheck
    {
        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
            await readiness.FindTroubleAsync(cancellationToken) is { } trouble ? HealthCheckResult.Unhealthy(trouble) : HealthCheckResult.Healthy();
    }
}
