using System.Collections.Concurrent;
using System.Data.Common;
using CampusCafe.Simulators.Storage;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Webhooks;

/// <summary>
/// Sends what was committed, in order per subject, again and again until it is answered 2xx. A receiver that was down
/// gets everything when it comes back; one that answers too late gets it twice.
/// </summary>
internal sealed partial class WebhookSender(
    SimulatorStore store, WebhookClient client, SimulatorOptions options, TimeProvider time, ILogger<WebhookSender> logger) : BackgroundService
{
    private const int MostAtOnce = 8;

    private static readonly TimeSpan StorePause = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan LongestSleep = TimeSpan.FromMinutes(1);

    // The address may be set at any time after the start, and nothing tells when.
    private static readonly TimeSpan AddressPoll = TimeSpan.FromMilliseconds(100);

    private readonly Nudge nudge = store.NudgeOnCommit();
    private readonly ConcurrentDictionary<string, Task> underWay = [];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await nudge.WaitAsync(await SendDueAsync(stoppingToken), time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopping: what was not sent is still in the store.
        }
        finally
        {
            await Task.WhenAll(underWay.Values).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<TimeSpan> SendDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            return options.WebhookUrl is { } address ? await SendDueAsync(address, stoppingToken) : AddressPoll;
        }
        catch (Exception exception) when (exception is DbException or DbUpdateException)
        {
            // A full disk, say. What was sent and couldn't be settled is sent again.
            LogStoreFailed(exception.GetBaseException().Message);
            await Task.Delay(StorePause, time, stoppingToken);
            return TimeSpan.Zero;
        }
    }

    private async Task<TimeSpan> SendDueAsync(string address, CancellationToken stoppingToken)
    {
        foreach (var (subject, task) in underWay.Where(static t => t.Value.IsCompleted))
        {
            underWay.TryRemove(subject, out _);
            await task; // Throws if the store failed.
        }

        string[] busy = [.. underWay.Keys];
        var now = time.GetUtcNow();
        await using var db = store.Read();
        var next = await db.Webhooks.AsNoTracking()
            .Where(w => !busy.Contains(w.Subject))
            .Where(w => !db.Webhooks.Any(earlier => earlier.Subject == w.Subject && earlier.Sequence < w.Sequence))
            .OrderBy(static w => w.DueAt).ThenBy(static w => w.Sequence)
            .Take(MostAtOnce - busy.Length + 1)
            .ToListAsync(stoppingToken);

        foreach (var webhook in next.Take(MostAtOnce - busy.Length).Where(w => w.DueAt <= now))
        {
            var task = SendAsync(webhook, address, stoppingToken);
            underWay[webhook.Subject] = task;

            // From within, a task can't say that it is complete; the loop must not look a moment too early.
            _ = task.ContinueWith(
                _ => nudge.Set(), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        return next.Find(w => w.DueAt > now) is { } later && later.DueAt - now < LongestSleep ? later.DueAt - now : LongestSleep;
    }

    private async Task SendAsync(OutgoingWebhook webhook, string address, CancellationToken stoppingToken)
    {
        var sent = await client.TrySendAsync(webhook, address, stoppingToken);
        await store.WriteAsync(db => Settle(db, webhook, sent), stoppingToken);
    }

    private void Settle(SimulatorDb db, OutgoingWebhook webhook, bool sent)
    {
        db.Webhooks.Attach(webhook);
        if (sent)
        {
            db.Webhooks.Remove(webhook);
            return;
        }

        var delay = options.Scaled(WebhookBackOff.After(webhook.Attempts + 1));
        webhook.Failed(time.GetUtcNow() + delay);
        LogRetry(webhook.Subject, webhook.Attempts, delay);
    }

    [LoggerMessage(1, LogLevel.Debug, "Webhook of {Subject} was not answered 2xx; attempt {Attempt}, again in {Delay}")]
    private partial void LogRetry(string subject, int attempt, TimeSpan delay);

    [LoggerMessage(2, LogLevel.Warning, "The store can't be used now: {Reason}")]
    private partial void LogStoreFailed(string reason);
}
