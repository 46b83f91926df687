using System.Diagnostics;
using CampusCafe.BuildingBlocks.Calls;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CampusCafe.UnitTests.Calls;

public sealed class OutgoingHttpRegistrationTests
{
    private readonly ScriptedHttp wire = new();

    /// <summary>A setting, a value for it, and what a starting host says.</summary>
    public static TheoryData<string, string, string> WrongSettings => new()
    {
        { "BaseAddress", "/v1", "Some:Provider:BaseAddress must be an absolute http or https address" },
        { "BaseAddress", "ftp://provider.test", "Some:Provider:BaseAddress must be an absolute http or https address" },
        { "BaseAddress", "https://me:secret@provider.test", "Some:Provider:BaseAddress must be an absolute http or https address" },
        { "BaseAddress", "https://provider.test?x=1", "Some:Provider:BaseAddress must be an absolute http or https address" },
        { "ApiKey", " ", "Some:Provider:ApiKey must be set." },
        { "ApiKey", "two words", "Some:Provider:ApiKey must be visible ASCII characters only." },
        { "Timeout", "00:00:00", "Some:Provider:Timeout must be above zero" },
        { "Timeout", "00:02:00", "Some:Provider:Timeout must be above zero" },
    };

    [Theory]
    [MemberData(nameof(WrongSettings))]
    public async Task Given_a_wrong_setting_When_the_host_starts_Then_a_sentence_names_it(string setting, string value, string sentence)
    {
        var settings = Settings("https://provider.test").Where(s => s.Key != $"Some:Provider:{setting}").Append(($"Some:Provider:{setting}", value));

        var complaints = await OptionsBench.StartAsync<SomeClient, SomeOptions>([.. settings]);

        Assert.Contains(sentence, Assert.Single(complaints), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_right_settings_When_the_host_starts_Then_it_has_no_complaints() =>
        Assert.Empty(await OptionsBench.StartAsync<SomeClient, SomeOptions>(Settings("https://provider.test")));

    [Theory]
    [InlineData("https://provider.test", "/v1/things")]
    [InlineData("https://provider.test/below", "/below/v1/things")]
    [InlineData("https://provider.test/below/", "/below/v1/things")]
    public async Task Given_an_address_with_or_without_a_path_When_sent_Then_the_route_comes_after_it(string address, string route)
    {
        wire.Answers(200, "{}");
        await using var provider = Build(address);

        await provider.GetRequiredService<SomeClient>().SendAsync();

        var sent = Assert.Single(wire.Sent);
        Assert.Equal((route, "Bearer sk_test_1"), (sent.Route, sent.Authorization));
    }

    [Fact]
    public async Task Given_a_circuit_that_one_client_opened_When_another_one_sends_Then_nothing_is_sent()
    {
        await using var provider = Build("https://provider.test");
        for (var i = 0; i < CircuitBreakerHandler.MinimumThroughput; i++)
        {
            wire.Answers(500, "{}");
            await provider.GetRequiredService<SomeClient>().SendAsync();
        }

        var exchange = await provider.GetRequiredService<SomeClient>().SendAsync();

        Assert.IsType<CallResult.NotSent>(Assert.IsType<Exchange.Unanswered>(exchange).Meaning);
        Assert.Equal(CircuitBreakerHandler.MinimumThroughput, wire.Sent.Count);
    }

    [Fact]
    public async Task Given_a_real_server_When_sent_Then_the_trace_goes_with_the_request_and_redirects_are_not_followed()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        await using var server = builder.Build();
        var requests = new List<(string Path, string? TraceParent)>();
        server.Run(context =>
        {
            requests.Add((context.Request.Path, context.Request.Headers.TraceParent));
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        await using var provider = OptionsBench.Register<SomeClient, SomeOptions>(Settings(server.Urls.Single())).Services.BuildServiceProvider();
        using var activity = new Activity("checkout").Start();

        var exchange = await provider.GetRequiredService<SomeClient>().SendAsync();

        Assert.IsType<CallResult.Unknown>(Assert.IsType<Exchange.Unanswered>(exchange).Meaning);
        var (path, traceParent) = Assert.Single(requests);
        Assert.Equal("/v1/things", path);
        Assert.Contains(activity.TraceId.ToString(), traceParent, StringComparison.Ordinal);
    }

    private ServiceProvider Build(string address) =>
        OptionsBench.Register<SomeClient, SomeOptions>(Settings(address))
            .ConfigurePrimaryHttpMessageHandler(() => wire.Handler)
            .Services.BuildServiceProvider();

    private static (string Key, string Value)[] Settings(string address) =>
    [
        ("Some:Provider:BaseAddress", address),
        ("Some:Provider:ApiKey", "sk_test_1"),
        ("Some:Provider:Timeout", "00:00:15"),
    ];

    private sealed class SomeOptions() : OutgoingHttpOptions("Some:Provider");

    private sealed class SomeClient(HttpClient http)
    {
        public Task<Exchange> SendAsync() =>
            new HttpExchanger(http, NullLogger.Instance, "Some:Provider:ApiKey")
                .SendAsync(new(HttpMethod.Get, new Uri("v1/things", UriKind.Relative)), TestContext.Current.CancellationToken);
    }
}
