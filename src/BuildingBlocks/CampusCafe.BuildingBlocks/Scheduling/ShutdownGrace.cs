using Microsoft.Extensions.Hosting;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>
/// Around every job: when the host stops, a job may finish what it is at, for a while. What takes longer, a provider that
/// doesn't answer for one, is cut off; the tables hold what was to be done, as after a crash.
/// </summary>
internal sealed class ShutdownGrace(IHostApplicationLifetime lifetime) : IJobExecutionMiddleware
{
    /// <summary>3 s: a host has ten for its end, on a machine that has other things to do.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(3);

    public async ValueTask Invoke(IJobExecutionContext context, JobExecutionDelegate next, CancellationToken cancellationToken = default)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var stopping = lifetime.ApplicationStopping.Register(() => ending.CancelAfter(Grace));
        try
        {
            await next(context, ending.Token);
        }
#pragma warning disable CA1031 // A statement that is cut off says so in its database's own way, SqlClient by an SqlException.
        catch (Exception) when (ending.IsCancellationRequested && lifetime.ApplicationStopping.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // Cut off.
        }
    }
}
