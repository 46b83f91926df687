using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace CampusCafe.Testing;

/// <summary>Speaks to the simulators as the shop would, one connection per request so that a cut one is seen as such.</summary>
internal sealed class SimulatorClient(string baseAddress) : IDisposable
{
    private readonly HttpClient http = new() { BaseAddress = new Uri(baseAddress), DefaultRequestHeaders = { ConnectionClose = true } };

    public string? PaymentsBearer { get; set; } = "sk_test_campuscafe";

    public string? CarrierBearer { get; set; } = "carrier_test_campuscafe";

    public Task<Reply> AuthorizeAsync(
        string? key = null, long amount = 500, string paymentMethod = "pm_card_visa", string orderId = "order-1", CancellationToken? token = null) =>
        PayAsync(
            "/v1/payment_intents",
            $"amount={amount}&currency=jpy&payment_method={paymentMethod}&capture_method=manual&confirm=true&metadata[order_id]={orderId}",
            key,
            token);

    public Task<Reply> CaptureAsync(string intentId, string? key = null, string form = "") =>
        PayAsync($"/v1/payment_intents/{intentId}/capture", form, key);

    public Task<Reply> VoidAsync(string intentId, string? key = null) => PayAsync($"/v1/payment_intents/{intentId}/cancel", "", key);

    public Task<Reply> RefundAsync(string intentId, string? key = null, long? amount = null) =>
        PayAsync("/v1/refunds", $"payment_intent={intentId}" + (amount is null ? "" : $"&amount={amount}"), key);

    public Task<Reply> PayAsync(string path, string form, string? key = null, CancellationToken? token = null) => SendAsync(
        HttpMethod.Post, path, PaymentsBearer, key, new StringContent(form, new MediaTypeHeaderValue("application/x-www-form-urlencoded")), token);

    public Task<Reply> GetPaymentsAsync(string path) => SendAsync(HttpMethod.Get, path, PaymentsBearer);

    public Task<Reply> BookAsync(string reference = "ship-1", string? key = null, int quantity = 1, CancellationToken? token = null) => ShipAsync(
        "/carrier/shipments",
        key,
        new
        {
            reference,
            orderId = "order-1",
            shipTo = new { recipient = "A. Student", line1 = "1 Campus Way", city = "Kyoto", postalCode = "606-8501", country = "JP" },
            items = new[] { new { itemId = "cake", quantity } },
        },
        token);

    public Task<Reply> CancelAsync(string reference = "ship-1", string? key = null) => ShipAsync($"/carrier/shipments/{reference}/cancel", key);

    public Task<Reply> DispatchAsync(string reference = "ship-1", string? key = null) => ShipAsync($"/carrier/shipments/{reference}/dispatch", key);

    public Task<Reply> ShipAsync(string path, string? key = null, object? body = null, CancellationToken? token = null) =>
        SendAsync(HttpMethod.Post, path, CarrierBearer, key, body is null ? null : JsonContent.Create(body), token);

    public Task<Reply> TrackAsync(string reference = "ship-1") => SendAsync(HttpMethod.Get, $"/carrier/shipments/{reference}", CarrierBearer);

    public Task<Reply> SimulateAsync(string @event, string reference = "ship-1") =>
        SendAsync(HttpMethod.Post, $"/shipments/{reference}/simulate", content: JsonContent.Create(new { @event }));

    public async Task SetFaultAsync(string target, string operation, string mode, int? times = null)
    {
        var reply = await PostFaultAsync(JsonSerializer.Serialize(
            times is null ? (object)new { target, operation, mode } : new { target, operation, mode, times }));
        if (reply.Status is not HttpStatusCode.NoContent)
        {
            throw new InvalidOperationException($"The fault {mode} on {target} {operation} was refused: {reply.Text}");
        }
    }

    public Task<Reply> PostFaultAsync(string json) =>
        SendAsync(HttpMethod.Post, "/faults", content: new StringContent(json, new MediaTypeHeaderValue("application/json")));

    public Task<Reply> ListFaultsAsync() => SendAsync(HttpMethod.Get, "/faults");

    public Task<Reply> ClearFaultsAsync() => SendAsync(HttpMethod.Delete, "/faults");

    /// <summary>The operations that really happened, in order.</summary>
    public async Task<IReadOnlyList<string>> PaymentEffectsAsync() => EffectsIn(await LedgerAsync(), "payments");

    public async Task<IReadOnlyList<string>> ShipmentEffectsAsync() => EffectsIn(await LedgerAsync(), "shipments");

    /// <summary>Whether a provider has done this, for whatever order.</summary>
    public async Task<bool> HasHappenedAsync(string operation)
    {
        var ledger = await LedgerAsync();
        return EffectsIn(ledger, "payments").Concat(EffectsIn(ledger, "shipments")).Contains(operation);
    }

    public async Task<JsonElement> LedgerAsync() => (await SendAsync(HttpMethod.Get, "/ledger")).Json;

    public void Dispose() => http.Dispose();

    private static IReadOnlyList<string> EffectsIn(JsonElement ledger, string provider) =>
        [.. ledger.GetProperty(provider).EnumerateArray().Select(static effect => effect.GetProperty("operation").GetString()!)];

    private async Task<Reply> SendAsync(
        HttpMethod method, string path, string? bearer = null, string? key = null, HttpContent? content = null, CancellationToken? token = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = content;
        request.Headers.Authorization = bearer is null ? null : new AuthenticationHeaderValue("Bearer", bearer);
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        var cancellationToken = token ?? CancellationToken.None;
        using var response = await http.SendAsync(request, cancellationToken);
        return new Reply(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(cancellationToken),
            response.Headers.TryGetValues("Idempotent-Replayed", out var replayed) && replayed.Contains("true"),
            response.Content.Headers.ContentType?.MediaType);
    }
}
