using System.Net;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>Sends one request and says what is known afterwards. Reasons never hold bodies, addresses or tokens.</summary>
/// <param name="http">Has base address, bearer token and a <see cref="CircuitBreakerHandler"/>.</param>
/// <param name="logger">Told when the provider refuses our key.</param>
/// <param name="apiKeySetting">The setting to look at then.</param>
public sealed partial class HttpExchanger(HttpClient http, ILogger logger, string apiKeySetting)
{
    /// <summary>As Stripe calls it: the answer is the stored one of an earlier try with the same key.</summary>
    public const string ReplayedHeader = "Idempotent-Replayed";

    /// <exception cref="OperationCanceledException">The caller gave up, e.g. because the host is stopping.</exception>
    public async Task<Exchange> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using (request)
        {
            try
            {
                using var response = await http.SendAsync(request, cancellationToken);
                return Weigh(new(
                    (int)response.StatusCode, IsReplayed(response), await response.Content.ReadAsByteArrayAsync(cancellationToken)));
            }
            catch (BrokenCircuitException)
            {
                return new Exchange.Unanswered(new CallResult.NotSent("The circuit is open: the provider is failing."));
            }
            catch (TimeoutRejectedException)
            {
                return Unknown("No answer in time.");
            }
            catch (HttpRequestException failure)
            {
                // Not its message: that holds the address.
                return Unknown(failure.HttpRequestError is HttpRequestError.Unknown
                    ? "The connection was cut."
                    : $"The exchange failed ({failure.HttpRequestError}).");
            }
            catch (IOException)
            {
                return Unknown("The connection was cut.");
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return Unknown("No answer in time.");
            }
        }
    }

    private Exchange Weigh(Exchange.Answered answer)
    {
        switch (answer.Status)
        {
            case (int)HttpStatusCode.Unauthorized or (int)HttpStatusCode.Forbidden:
                LogKeyRefused(logger, answer.Status, apiKeySetting);
                return Unknown($"The provider refuses our key (HTTP {answer.Status}): look at {apiKeySetting}.");
            case (int)HttpStatusCode.TooManyRequests:
                return Unknown("rate limited");
            case >= 500 when !answer.Replayed:
                return Unknown($"The provider failed (HTTP {answer.Status}).");
            case < 200 or (>= 300 and < 400):
                return Unknown($"The provider answered HTTP {answer.Status}.");
            default:
                return answer;
        }
    }

    internal static bool IsReplayed(HttpResponseMessage response) =>
        response.Headers.TryGetValues(ReplayedHeader, out var values)
        && values.Any(value => value.Equals("true", StringComparison.OrdinalIgnoreCase));

    private static Exchange.Unanswered Unknown(string why) => new(new CallResult.Unknown(why));

    [LoggerMessage(EventId = 6001, EventName = "ProviderRefusedKey", Level = LogLevel.Warning,
        Message = "The provider refuses our key with HTTP {Status}; look at the setting {Setting}.")]
    private static partial void LogKeyRefused(ILogger logger, int status, string setting);
}
