using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using CampusCafe.Simulators.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing.Duplicates;

internal enum Delivering
{
    /// <summary>Each twice, and once more under another id.</summary>
    Thrice,

    /// <summary>None until <see cref="WebhookMail.ReleaseAsync"/>: then the last comes first.</summary>
    Backwards,

    /// <summary>Taken, and lost.</summary>
    Never,
}

/// <summary>Stands between the providers and the shop, and brings their webhooks as badly as it is told.</summary>
internal sealed class WebhookMail : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Shop shop;
    private readonly Delivering delivering;
    private readonly ConcurrentQueue<(string Path, string Payload)> received = new();

    private WebhookMail(Shop shop, Delivering delivering)
    {
        (this.shop, this.delivering) = (shop, delivering);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/webhooks/{sender}", TakeAsync);
    }

    public int Received => received.Count;

    /// <summary>From here on the shop's webhooks come this way.</summary>
    public static async Task<WebhookMail> CarryAsync(Shop shop, Delivering delivering)
    {
        var mail = new WebhookMail(shop, delivering);
        await mail.app.StartAsync(CancellationToken.None);
        shop.Simulators.Options.WebhookUrl = mail.app.Urls.Single();
        return mail;
    }

    /// <summary>Brings what was kept, the last first.</summary>
    public async Task ReleaseAsync()
    {
        foreach (var (path, payload) in received.Reverse())
        {
            await BringAsync(path, payload);
        }
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        using var reader = new StreamReader(http.Request.Body, Encoding.UTF8);
        var (path, payload) = (http.Request.Path.Value!, await reader.ReadToEndAsync(http.RequestAborted));
        received.Enqueue((path, payload));
        if (delivering is Delivering.Thrice)
        {
            await BringAsync(path, payload);
            await BringAsync(path, payload);
            await BringAsync(path, UnderAnotherId(payload));
        }

        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    private async Task BringAsync(string path, string payload)
    {
        var options = shop.Simulators.Options;
        var (header, secret) = path.EndsWith("/payments", StringComparison.Ordinal)
            ? ("Stripe-Signature", options.PaymentsWebhookSecret)
            : ("Carrier-Signature", options.CarrierWebhookSecret);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(payload, Encoding.UTF8, "application/json") };
        request.Headers.Add(header, WebhookSignature.Of(payload, secret, TimeProvider.System.GetUtcNow()));
        var reply = await shop.SendAsync(request);
        if (reply.Status is not System.Net.HttpStatusCode.NoContent)
        {
            throw new InvalidOperationException($"A webhook was answered {(int)reply.Status}: {reply.Text}");
        }
    }

    private static string UnderAnotherId(string payload)
    {
        var webhook = JsonNode.Parse(payload)!;
        webhook["id"] = $"{webhook["id"]}_again";
        return webhook.ToJsonString();
    }
}
