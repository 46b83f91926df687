using System.Net;
using System.Text;

namespace CampusCafe.UnitTests.Calls;

/// <summary>Stands in for the wire: records what is sent, and plays its answers in order. More requests than answers is an error.</summary>
internal sealed class ScriptedHttp
{
    private readonly Queue<Func<CancellationToken, Task<HttpResponseMessage>>> script = [];

    public List<SentRequest> Sent { get; } = [];

    public IEnumerable<string> Lines => Sent.Select(request => $"{request.Method} {request.Route}");

    public HttpMessageHandler Handler => new Wire(this);

    public HttpClient Client => new(Handler) { BaseAddress = new("https://provider.test/") };

    public ScriptedHttp Answers(int status, string body, bool replayed = false)
    {
        script.Enqueue(_ =>
        {
            var response = new HttpResponseMessage((HttpStatusCode)status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
            if (replayed)
            {
                response.Headers.Add("Idempotent-Replayed", "true");
            }

            return Task.FromResult(response);
        });
        return this;
    }

    public ScriptedHttp Throws(Exception failure)
    {
        script.Enqueue(_ => Task.FromException<HttpResponseMessage>(failure));
        return this;
    }

    public ScriptedHttp Hangs()
    {
        script.Enqueue(static async cancellationToken =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
            throw new InvalidOperationException("Nothing wakes it but a cancellation.");
        });
        return this;
    }

    private async Task<HttpResponseMessage> PlayAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        Sent.Add(new(
            request.Method.Method,
            request.RequestUri!.PathAndQuery,
            request.Content is null ? null : await request.Content.ReadAsStringAsync(cancellationToken),
            request.Content?.Headers.ContentType?.MediaType,
            request.Headers.TryGetValues("Idempotency-Key", out var keys) ? Assert.Single(keys) : null,
            request.Headers.Authorization?.ToString()));
        return script.TryDequeue(out var play)
            ? await play(cancellationToken)
            : throw new InvalidOperationException($"No answer was planned for {request.Method} {request.RequestUri}.");
    }

    private sealed class Wire(ScriptedHttp script) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            script.PlayAsync(request, cancellationToken);
    }
}

internal sealed record SentRequest(
    string Method, string Route, string? Body, string? ContentType, string? IdempotencyKey, string? Authorization);
