using CampusCafe.Testing.Fuzzing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>Spoilt requests to every route. The long run is a command: see docs/reliability.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Seed = 1;
    private const int Inputs = 4_000;

    /// <summary>A client that falls silent is cut off in 2 s instead of 30: only the wait is shorter.</summary>
    private static readonly TimeSpan CutOff = TimeSpan.FromSeconds(2);

    [Fact]
    public async Task Given_spoilt_requests_When_sent_to_every_route_Then_none_fails_hangs_or_leaves_a_trace()
    {
        await using var shop = await Shop.OpenAsync(CutOffSooner);

        var report = await Fuzzer.RunAsync(shop, Seed, Inputs);

        output.WriteLine(report.ToString());
        Assert.Empty(report.Failures);
        Assert.Empty(report.Missed);
    }

    private static void CutOffSooner(WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.Limits.RequestHeadersTimeout = CutOff;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: CutOff);
    });
}
