using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>
/// Ends an exchange that takes too long, and stops knocking at a provider that is down. It never retries: the durable
/// attempt does. While open it throws <see cref="BrokenCircuitException"/> and sends nothing.
/// </summary>
public sealed class CircuitBreakerHandler : DelegatingHandler
{
    /// <summary>Half of the exchanges failing is no accident.</summary>
    public const double FailureRatio = 0.5;

    /// <summary>Fewer exchanges in one window say nothing about the provider.</summary>
    public const int MinimumThroughput = 10;

    /// <summary>2 MiB: a page of a hundred payment intents is well below; a larger answer counts as failed.</summary>
    public const int MaxResponseBytes = 2 * 1024 * 1024;

    /// <summary>The window in which failures are counted.</summary>
    public static readonly TimeSpan SamplingDuration = TimeSpan.FromSeconds(10);

    /// <summary>Rest before one exchange is let through to see.</summary>
    public static readonly TimeSpan BreakDuration = TimeSpan.FromSeconds(5);

    private readonly ResiliencePipeline<HttpResponseMessage> pipeline;

    /// <param name="timeout">For one exchange, body included.</param>
    /// <param name="time">Measures the time-out and the circuit's windows.</param>
    public CircuitBreakerHandler(TimeSpan timeout, TimeProvider time) =>
        pipeline = new ResiliencePipelineBuilder<HttpResponseMessage> { TimeProvider = time }
            .AddCircuitBreaker(new()
            {
                FailureRatio = FailureRatio,
                MinimumThroughput = MinimumThroughput,
                SamplingDuration = SamplingDuration,
                BreakDuration = BreakDuration,
                ShouldHandle = static args => ValueTask.FromResult(IsFailure(args.Outcome, args.Context.CancellationToken)),
            })
            .AddTimeout(new TimeoutStrategyOptions { Timeout = timeout })
            .Build();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        await pipeline.ExecuteAsync(
            static async (exchange, ct) =>
            {
                var response = await exchange.handler.SendOnceAsync(exchange.request, ct);
                return await BufferAsync(response, ct);
            },
            (handler: this, request),
            cancellationToken);

    private Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        base.SendAsync(request, cancellationToken);

    // Inside the time-out and under the breaker's eyes: an answer that stops half-way is a failure too.
    private static async Task<HttpResponseMessage> BufferAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            await response.Content.LoadIntoBufferAsync(MaxResponseBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    private static bool IsFailure(Outcome<HttpResponseMessage> outcome, CancellationToken callersToken) => outcome switch
    {
        { Exception: OperationCanceledException } => !callersToken.IsCancellationRequested,
        { Exception: not null } => true,
        // A stored failure, told again, says nothing against the provider now. Counted, it would open the circuit at each
        // trial, in front of the very reading that would settle it.
        { Result: { } response } => (int)response.StatusCode >= 500 && !HttpExchanger.IsReplayed(response),
        _ => false,
    };
}
