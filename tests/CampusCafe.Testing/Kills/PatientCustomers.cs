using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;

namespace CampusCafe.Testing.Kills;

/// <summary>Customers and operators of mortal hosts: what got no answer they repeat under the same key until it has one.</summary>
/// <param name="http">How they ask.</param>
/// <param name="address">Where the shop is to be reached now.</param>
internal sealed class PatientCustomers(HttpClient http, Func<Task<string>> address)
{
    /// <summary>20 ms: a cut connection says so at once, some time before the host is known to be dead.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly ConcurrentDictionary<string, Placed> placed = [];
    private int repeated;

    /// <summary>By key: what was answered 202.</summary>
    public IReadOnlyDictionary<string, Placed> Acknowledged => placed;

    /// <summary>How often a request got no answer and was sent again.</summary>
    public int Repeated => repeated;

    /// <returns>The order's id.</returns>
    /// <exception cref="InvalidOperationException">The answer is not 202, or a repeated key made another order.</exception>
    public async Task<string> PlaceAsync(object cart, string key)
    {
        var reply = await SendAsync(HttpMethod.Post, "/checkout", cart, key);
        if (reply.Status is not HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException($"The checkout was answered {(int)reply.Status}: {reply.Text}");
        }

        var first = placed.GetOrAdd(key, _ => new Placed(cart, reply.OrderId));
        return first.OrderId == reply.OrderId
            ? first.OrderId
            : throw new InvalidOperationException($"The key of order {first.OrderId} made another one, {reply.OrderId}.");
    }

    /// <summary>Asks once more for everything that was acknowledged: each key must lead to its order, whatever died in between.</summary>
    public Task PlaceAllAgainAsync() =>
        Parallel.ForEachAsync(Acknowledged, async (order, _) => await PlaceAsync(order.Value.Cart, order.Key));

    public Task<ShopReply> CancelAsync(string orderId) => SendAsync(HttpMethod.Post, $"/orders/{orderId}/cancel");

    public Task<ShopReply> RestockAsync(string itemId, int quantity, string key) =>
        SendAsync(HttpMethod.Post, $"/inventory/{itemId}/restock", new { quantity }, key);

    public Task<ShopReply> OrderAsync(string orderId) => SendAsync(HttpMethod.Get, $"/orders/{orderId}");

    private async Task<ShopReply> SendAsync(HttpMethod method, string path, object? body = null, string? key = null)
    {
        for (; ; Interlocked.Increment(ref repeated))
        {
            var shop = await address();
            try
            {
                using var request = new HttpRequestMessage(method, new Uri(shop + path));
                request.Content = body is null ? null : JsonContent.Create(body);
                if (key is not null)
                {
                    request.Headers.Add("Idempotency-Key", key);
                }

                using var response = await http.SendAsync(request, CancellationToken.None);
                if (response.StatusCode is not HttpStatusCode.ServiceUnavailable)
                {
                    return await ShopReply.OfAsync(response);
                }
            }
            catch (Exception exception) when (exception is HttpRequestException or IOException or TaskCanceledException)
            {
                // No answer: it may have happened or not, and the key will tell.
            }

            await Task.Delay(Pause);
        }
    }

    /// <param name="Cart">The body that was sent.</param>
    /// <param name="OrderId">What it made.</param>
    internal sealed record Placed(object Cart, string OrderId);
}
