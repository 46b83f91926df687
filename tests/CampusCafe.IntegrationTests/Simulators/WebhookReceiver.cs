using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Simulators;

internal sealed record ReceivedWebhook(string Path, string Signature, string Payload)
{
    public JsonElement Json => JsonSerializer.Deserialize<JsonElement>(Payload);

    public string Type => Json.GetProperty("type").GetString()!;

    /// <summary>As a receiver checks it, from the header's own time.</summary>
    public bool IsSignedWith(string secret)
    {
        var parts = Signature.Split(',').Select(static part => part.Split('=')).ToDictionary(static p => p[0], static p => p[1]);
        var at = long.Parse(parts["t"], CultureInfo.InvariantCulture);
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{at}.{Payload}")));
        return parts["v1"] == expected && (TimeProvider.System.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(at)).Duration() < TimeSpan.FromMinutes(1);
    }
}

/// <summary>The shop's side of the webhooks: a small server that remembers and answers as told.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly ConcurrentQueue<ReceivedWebhook> received = new();

    private WebhookReceiver(Func<ReceivedWebhook, int> answer)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/webhooks/{sender}", async (HttpContext http) =>
        {
            using var reader = new StreamReader(http.Request.Body);
            var signature = http.Request.Headers["Stripe-Signature"].Concat(http.Request.Headers["Carrier-Signature"]).Single();
            var webhook = new ReceivedWebhook(http.Request.Path, signature!, await reader.ReadToEndAsync(http.RequestAborted));
            received.Enqueue(webhook);
            http.Response.StatusCode = answer(webhook);
        });
    }

    public IReadOnlyList<ReceivedWebhook> Received => [.. received];

    public string Url => app.Urls.Single();

    public static async Task<WebhookReceiver> StartAsync(Func<ReceivedWebhook, int>? answer = null)
    {
        var receiver = new WebhookReceiver(answer ?? (static _ => StatusCodes.Status200OK));
        await receiver.app.StartAsync(TestContext.Current.CancellationToken);
        return receiver;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();
}
