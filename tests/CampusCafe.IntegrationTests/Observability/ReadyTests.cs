using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.IntegrationTests.Observability;

public sealed class ReadyTests
{
    [Fact]
    public async Task Given_relays_that_stand_still_When_a_message_waits_too_long_Then_not_ready_until_they_go_on()
    {
        await using var shop = await Shop.OpenAsync(settings: "Health:OldestPendingMessage=00:00:01");
        var scheduler = await shop.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => scheduler.Status is SchedulerStatus.Running, "the scheduler has started");
        await scheduler.Standby(TestContext.Current.CancellationToken);
        await shop.PlaceAsync();

        ShopReply? reply = null;
        await Eventually.TrueAsync(
            async () => (reply = await shop.GetAsync("/health/ready")).Status is HttpStatusCode.ServiceUnavailable, "not ready");

        Assert.Equal("application/problem+json", reply!.Headers["Content-Type"]);
        Assert.Equal("urn:campuscafe:problem:not-ready", reply.Json.Text("type"));
        Assert.Contains("A message for inventory has been waiting for", reply.Json.Text("detail"));

        await scheduler.Start(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(async () => (await shop.GetAsync("/health/ready")).Status is HttpStatusCode.OK, "ready again");
    }
}
