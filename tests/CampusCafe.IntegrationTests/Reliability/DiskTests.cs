using System.Diagnostics;
using System.Net;
using CampusCafe.IntegrationTests.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>A disk that is full or read-only: refused in so many words, nothing lost, and on again by itself.</summary>
public sealed class DiskTests
{
    private const int OutageLine = 1403;

    /// <summary>Some dozens of orders, on a machine that has other things to do.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(Trouble.DiskFull)]
    [InlineData(Trouble.NoMorePages)]
    [InlineData(Trouble.NoMoreWrites)]
    public async Task Given_a_disk_in_trouble_When_customers_order_Then_503_and_once_it_is_mended_all_orders_end_well(Trouble trouble)
    {
        using var disk = TroubledDisk.Of(trouble);
        var log = new LoudLines();
        await using var simulators = await RunningSimulators.StartAsync(options =>
        {
            options.DeliveredAfter = TimeSpan.FromSeconds(10);
            options.Folder = disk.Folder; // As in Development: the providers are in the same trouble.
        });
        await using var shop = await Shop.OpenOnAsync(
            disk.Folder,
            simulators,
            builder =>
            {
                disk.Configure(builder);
                builder.Logging.AddProvider(log);
            },
            "OutgoingCalls:ProbeParkedEvery=00:00:00.5");
        List<string> acknowledged = [await shop.PlaceAsync(), await shop.PlaceAsync(), await shop.PlaceAsync()];

        disk.Break();
        var refusedKeys = await OrderUntilRefusedAsync(shop, acknowledged, times: 10);
        await NotReadyAsync(shop, acknowledged);
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/health/live")).Status);
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/menu")).Status);
        Assert.Single(log.All, line => line.EventId == OutageLine);
        Assert.DoesNotContain(log.All, line => line.Exception is not null);

        var before = acknowledged.Count;
        var warnings = log.All.Count;
        disk.Mend();
        var mended = Stopwatch.StartNew();
        foreach (var key in refusedKeys)
        {
            acknowledged.Add(await PlaceAtLastAsync(shop, key));
        }

        await Eventually.TrueAsync(async () => (await shop.GetAsync("/health/ready")).Status is HttpStatusCode.OK, "ready again");
        var ready = mended.Elapsed;
        await shop.SettledAsync(Patience);
        TestContext.Current.SendDiagnosticMessage(
            $"{trouble}: {before} orders accepted before and meanwhile, {warnings} warnings; ready {ready.TotalSeconds:0.0} s after it was mended, all settled after {mended.Elapsed.TotalSeconds:0.0} s");
        await AssertIntactAsync(disk.Folder, files: 7);
        Assert.Empty(await shop.AuditAsync(acknowledged));
    }

    [Theory]
    [InlineData(Trouble.DiskFull, false)]
    [InlineData(Trouble.DiskFull, true)]
    [InlineData(Trouble.DiskReadOnly, false)]
    [InlineData(Trouble.DiskReadOnly, true)]
    [InlineData(Trouble.NoMorePages, false)]
    [InlineData(Trouble.NoMoreWrites, false)]
    [InlineData(Trouble.NoMoreWrites, true)]
    public async Task Given_a_disk_in_trouble_When_a_host_is_started_Then_it_stops_with_a_sentence_that_says_what_to_do(Trouble trouble, bool withOrders)
    {
        using var disk = TroubledDisk.Of(trouble);
        await using var simulators = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromSeconds(10));
        List<string> acknowledged = [];
        if (withOrders)
        {
            await using var before = await Shop.OpenOnAsync(disk.Folder, simulators, disk.Configure);
            acknowledged.Add(await before.PlaceAsync());
        }

        disk.Break();
        var sentence = await FailToStartAsync(disk);

        Assert.StartsWith("CampusCafe can't start. Data:Folder: ", sentence);
        Assert.Contains(disk.Folder, sentence);
        Assert.Contains("Make room on its disk, make it writable, or choose another folder", sentence);
        Assert.Single(sentence.TrimEnd().Split('\n'));

        disk.Mend();
        await using var after = await Shop.OpenOnAsync(disk.Folder, simulators, disk.Configure);
        // An order that has waited for long enough turns away new ones until it has moved on.
        acknowledged.Add(await PlaceAtLastAsync(after, "after"));
        await after.SettledAsync(Patience);
        await AssertIntactAsync(disk.Folder, files: 6);
        Assert.Empty(await after.AuditAsync(acknowledged));
    }

    private static async Task<IReadOnlyList<string>> OrderUntilRefusedAsync(Shop shop, List<string> acknowledged, int times)
    {
        // There may be room left for some: on a page that is half full, in a log that is overwritten from its start.
        const int Bound = 5000;
        List<string> refused = [];
        for (var i = 0; i < Bound && refused.Count < times; i++)
        {
            var key = $"order-{i}";
            var reply = await shop.CheckoutAsync(key: key);
            if (reply.Status is HttpStatusCode.Accepted)
            {
                acknowledged.Add(reply.OrderId);
            }
            else
            {
                AssertSaysWhatHappened(reply);
                refused.Add(key);
            }
        }

        Assert.Equal(times, refused.Count);
        return refused;
    }

    /// <summary>Readiness needs a few pages; what is left is ordered away.</summary>
    private static Task NotReadyAsync(Shop shop, List<string> acknowledged) => Eventually.TrueAsync(
        async () =>
        {
            if ((await shop.GetAsync("/health/ready")).Status is HttpStatusCode.ServiceUnavailable)
            {
                return true;
            }

            if (await shop.CheckoutAsync() is { Status: HttpStatusCode.Accepted } reply)
            {
                acknowledged.Add(reply.OrderId);
            }

            return false;
        },
        "readiness says 503");

    private static async Task<string> PlaceAtLastAsync(Shop shop, string key)
    {
        ShopReply? reply = null;
        await Eventually.TrueAsync(async () => (reply = await shop.CheckoutAsync(key: key)).Status is HttpStatusCode.Accepted, $"order {key} is accepted");
        return reply!.OrderId;
    }

    private static void AssertSaysWhatHappened(ShopReply reply)
    {
        Assert.Equal(HttpStatusCode.ServiceUnavailable, reply.Status);
        Assert.Equal("application/problem+json", reply.Headers["Content-Type"]);
        Assert.Equal("urn:campuscafe:problem:database-unavailable", reply.Json.Text("type"));
        Assert.NotEmpty(reply.Json.Text("title")!);
        Assert.Contains("Nothing has been changed", reply.Json.Text("detail"));
        Assert.True(int.Parse(reply.Headers["Retry-After"], System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    private static async Task AssertIntactAsync(string folder, int files)
    {
        Assert.Equal(files, Directory.GetFiles(folder, "*.db").Length);
        Assert.Empty(await DataFiles.DamagesAsync(folder));
    }

    private static async Task<string> FailToStartAsync(TroubledDisk disk)
    {
        using var simulators = new TempFolder();
        return await FailedStart.SentenceAsync(disk.Configure, $"Simulators:Folder={simulators.Path}", $"Data:Folder={disk.Folder}");
    }
}
