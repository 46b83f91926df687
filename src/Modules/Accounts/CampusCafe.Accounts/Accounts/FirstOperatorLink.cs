using CampusCafe.Accounts.Access;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Accounts.Accounts;

/// <summary>Prints the one-time link as long as there is no operator and the console isn't open to the developer. Not a log line: logs are collected, kept and read by many.</summary>
internal sealed class FirstOperatorLink(
    IServiceScopeFactory scopes,
    FirstOperator first,
    Developer developer,
    IDatabase database,
    DatabaseGate gate,
    IServer server,
    IHostApplicationLifetime lifetime,
    IConfiguration configuration,
    TextWriter output,
    TimeProvider time,
    ILogger<FirstOperatorLink> logger)
    : PeriodicWork(Interval, database, gate, time, logger)
{
    /// <summary>10 min: two operators may take the role from each other at once.</summary>
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(10);

    private readonly TimeProvider time = time;
    private DateTimeOffset printedAt;

    /// <summary>Where the host listens is known once it does.</summary>
    protected override async Task BeginAsync(CancellationToken cancellationToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(cancellationToken);
    }

    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        if (developer.IsLetIn)
        {
            return;
        }

        await using var scope = scopes.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<AccountDesk>().IsThereAnOperatorAsync(cancellationToken))
        {
            printedAt = default; // If the last is lost, the next look prints again.
        }
        else if (time.GetUtcNow() - printedAt > FirstOperator.LinkLasts)
        {
            Print();
            printedAt = time.GetUtcNow();
        }
    }

    private void Print() => output.WriteLine($"""

        Nobody can sign in to the console yet. Whoever follows this link, within {FirstOperator.LinkLasts.TotalHours} hours, becomes its first operator (behind a proxy: the same path there):
          {server.OwnAddress(Uri.UriSchemeHttps)}{BasePath.Of(configuration)}{ConsolePaths.Root}/first?token={first.NewToken()}

        """);
}
