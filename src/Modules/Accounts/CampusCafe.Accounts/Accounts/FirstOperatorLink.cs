using CampusCafe.Accounts.Access;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Accounts.Accounts;

/// <summary>Prints the one-time link as long as there is no operator and the console isn't open to the developer. Not a log line: logs are collected, kept and read by many.</summary>
internal sealed class FirstOperatorLink(
    IServiceScopeFactory scopes, FirstOperator first, Developer developer, DatabaseGate gate, IDatabase database, IServer server, IHostApplicationLifetime lifetime, TextWriter output, TimeProvider time)
    : BackgroundService
{
    /// <summary>10 min: two operators may take the role from each other at once.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private DateTimeOffset printedAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (developer.IsLetIn)
        {
            return;
        }

        try
        {
            await gate.OpenedAsync(stoppingToken);
            await StartedAsync(stoppingToken);
            using var timer = new PeriodicTimer(Interval, time);
            do
            {
                await LookAsync(stoppingToken);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    /// <summary>Where the host listens is known once it does.</summary>
    private async Task StartedAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var isNeeded = !await scope.ServiceProvider.GetRequiredService<AccountDesk>().IsThereAnOperatorAsync(cancellationToken);
            if (isNeeded && time.GetUtcNow() - printedAt > FirstOperator.LinkLasts)
            {
                printedAt = time.GetUtcNow();
                Print();
            }
        }
        catch (Exception exception) when (database.IsUnavailable(exception) || database.IsLockTimeout(exception))
        {
            // Looked at again.
        }
    }

    private void Print() => output.WriteLine($"""

        Nobody can sign in to the console yet. Whoever follows this link, within {FirstOperator.LinkLasts.TotalHours} hours, becomes its first operator (behind a proxy: the same path there):
          {server.OwnAddress()}{ConsolePaths.Root}/first?token={first.NewToken()}

        """);
}
