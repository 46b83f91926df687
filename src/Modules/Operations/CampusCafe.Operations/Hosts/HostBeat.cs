using System.Reflection;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Operations.Hosts;

/// <summary>Says every few seconds that this host is alive, and forgets those that have been silent for long.</summary>
internal sealed class HostBeat(IServiceScopeFactory scopes, JobBoard board, IDatabase database, DatabaseGate gate, TimeProvider time, ILogger<HostBeat> logger)
    : PeriodicWork(Interval, database, gate, time, logger)
{
    /// <summary>30 s without a word: three beats missed.</summary>
    public static readonly TimeSpan AliveWithin = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan ForgottenAfter = TimeSpan.FromHours(1);

    private static readonly TimeSpan ForgetsEvery = TimeSpan.FromMinutes(10);

    private readonly TimeProvider time = time;
    private LivingHost? self;
    private DateTimeOffset forgotAt;
    private bool isLeaving;

    /// <summary>Of this program, with the commit that it was built from.</summary>
    public static string Version { get; } =
        typeof(HostBeat).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";

    /// <summary>This process.</summary>
    public Guid Id { get; } = Guid.CreateVersion7(time.GetUtcNow());

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        if (self is not null)
        {
            isLeaving = true;
            await TryWorkAsync(cancellationToken);
        }
    }

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OperationsDbContext>();
        if (isLeaving)
        {
            await context.Hosts.Where(host => host.Id == Id).ExecuteDeleteAsync(cancellationToken);
        }
        else
        {
            await BeatAsync(context, cancellationToken);
        }
    }

    internal async Task BeatAsync(OperationsDbContext context, CancellationToken cancellationToken)
    {
        var (now, running) = (time.GetUtcNow(), board.Shown);
        if (now - forgotAt >= ForgetsEvery)
        {
            var silentSince = now - ForgottenAfter;
            await context.Hosts.Where(host => host.SeenAt < silentSince).ExecuteDeleteAsync(cancellationToken);
            forgotAt = now;
        }

        if (self is not null && await context.Hosts.Where(host => host.Id == Id)
            .ExecuteUpdateAsync(host => host.SetProperty(h => h.SeenAt, now).SetProperty(h => h.Running, running), cancellationToken) > 0)
        {
            return;
        }

        // The first time, or somebody has forgotten it meanwhile.
        self = new() { Id = Id, Machine = Environment.MachineName, ProcessId = Environment.ProcessId, Version = Version, StartedAt = self?.StartedAt ?? now, SeenAt = now, Running = running };
        context.Add(self);
        await context.SaveChangesAsync(cancellationToken);
    }
}
