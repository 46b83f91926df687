using System.Text;
using CampusCafe.IntegrationTests.Messaging;
using CampusCafe.Testing.Fuzzing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>Spoilt requests to every route. The long run is a command: see docs/reliability.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    private const int Seed = 1;
    private const int Inputs = 4_000;
    private const int EnoughForAPlantedBug = 400;

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

    [Fact]
    public async Task Given_a_host_that_trips_over_a_query_When_fuzzed_Then_found_with_what_repeats_it()
    {
        await using var shop = await Shop.OpenAsync(builder =>
        {
            CutOffSooner(builder);
            builder.Services.AddSingleton<IStartupFilter, TripsOverLimits>();
        });

        var report = await Fuzzer.RunAsync(shop, Seed, EnoughForAPlantedBug);

        output.WriteLine(report.ToString());
        Assert.Contains(report.Failures, failure => failure.StartsWith("Failed with 500.", StringComparison.Ordinal) && failure.Contains($"--seed {Seed} --index"));
        Assert.Contains(report.Failures, failure => failure.StartsWith("Logged as an error:", StringComparison.Ordinal));
    }

    [Fact]
    public void Given_the_same_seed_When_requests_are_made_Then_they_are_the_same_and_another_seed_makes_others()
    {
        FuzzRoute route = new("/orders/{orderId}", ["GET", "POST"], "{\"a\":[1,\"b\"]}"u8.ToArray());
        ManualTime time = new();
        var (once, again, other) = (RequestsOf(1), RequestsOf(1), RequestsOf(2));

        Assert.All(Enumerable.Range(0, 500), index => Assert.Equal(once.At(index).Bytes, again.At(index).Bytes));
        Assert.Contains(Enumerable.Range(0, 500), index => !once.At(index).Bytes.SequenceEqual(other.At(index).Bytes));

        Requests RequestsOf(int seed) => new(seed, [route], ["01890000-0000-7000-8000-000000000000"], [("Stripe-Signature", "secret")], time);
    }

    [Theory]
    [InlineData(200, "text/html", "", null)]
    [InlineData(404, "text/plain", "", "404 is no application/problem+json.")]
    [InlineData(400, "application/problem+json", "nonsense", "The problem is no JSON.")]
    [InlineData(400, "application/problem+json", "{\"type\":\"about:blank\"}", "The problem has no type.")]
    [InlineData(400, "application/problem+json", "{\"type\":\"urn:campuscafe:problem:x\",\"title\":\"No\"}", "The problem doesn't say what is wrong.")]
    [InlineData(400, "application/problem+json", "{\"type\":\"urn:campuscafe:problem:x\",\"title\":\"No\",\"detail\":\"Why\"}", null)]
    [InlineData(500, "application/problem+json", "{\"type\":\"urn:campuscafe:problem:x\",\"title\":\"No\",\"detail\":\"Why\"}", "Failed with 500.")]
    [InlineData(503, "application/problem+json", "{\"type\":\"urn:campuscafe:problem:x\",\"title\":\"No\",\"detail\":\"Why\"}", "503 without Retry-After.")]
    public void Given_a_reply_When_judged_Then_only_a_problem_that_says_what_is_wrong_passes(int status, string contentType, string body, string? complaint)
    {
        FuzzInput input = new(Seed, Index: 0, "GET /", "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), Ending.KeepAlive, IsHttp: true);
        RawReply reply = new(status, new Dictionary<string, string> { ["Content-Type"] = contentType }, Encoding.UTF8.GetBytes(body));

        Assert.Equal(complaint, Oracle.Complaint(input, [reply]));
        Assert.Equal("No reply.", Oracle.Complaint(input, []));
    }

    private static void CutOffSooner(WebApplicationBuilder builder) => builder.WebHost.ConfigureKestrel(kestrel =>
    {
        kestrel.Limits.RequestHeadersTimeout = CutOff;
        kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 240, gracePeriod: CutOff);
    });

    private sealed class TripsOverLimits : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use((context, rest) => context.Request.Query.ContainsKey("limit") ? throw new InvalidOperationException("Planted.") : rest(context));
            next(app);
        };
    }
}
