using System.Text;
using CampusCafe.Simulators.Faults;

namespace CampusCafe.Simulators.Webhooks;

/// <summary>One try to deliver one webhook.</summary>
internal sealed class WebhookClient(SimulatorOptions options, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);

    private readonly HttpClient http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        // A provider doesn't know whose trace it is in.
        ActivityHeadersPropagator = null,
    }) { Timeout = Timeout };

    /// <returns>Whether the receiver answered 2xx; what it says beside is of no interest.</returns>
    public async Task<bool> TrySendAsync(OutgoingWebhook webhook, string baseAddress, CancellationToken cancellationToken)
    {
        var (path, header, secret) = webhook.Sender == nameof(FaultTarget.Payments)
            ? ("webhooks/payments", "Stripe-Signature", options.PaymentsWebhookSecret)
            : ("webhooks/carrier", "Carrier-Signature", options.CarrierWebhookSecret);

        using var request = new HttpRequestMessage(HttpMethod.Post, $"{baseAddress.TrimEnd('/')}/{path}");
        request.Content = new StringContent(webhook.Payload, Encoding.UTF8, "application/json");
        request.Headers.Add(header, WebhookSignature.Of(webhook.Payload, secret, time.GetUtcNow()));
        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return response.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false; // The time-out.
        }
    }

    public void Dispose() => http.Dispose();
}
