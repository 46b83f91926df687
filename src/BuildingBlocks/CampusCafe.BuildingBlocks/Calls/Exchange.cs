using System.Text.Json;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>One request and what came back.</summary>
public abstract record Exchange
{
    private Exchange()
    {
    }

    /// <summary>Goes on with the answer, or with what its absence means.</summary>
    public T Match<T>(Func<Answered, T> answered, Func<CallResult, T> unanswered) =>
        this is Answered answer ? answered(answer) : unanswered(((Unanswered)this).Meaning);

    /// <summary>An answer whose meaning only the provider's client knows: 2xx, 4xx, or a replayed 5xx.</summary>
    /// <param name="Status">HTTP status code.</param>
    /// <param name="Replayed">The provider says that it had stored this answer under the same key.</param>
    /// <param name="Body">At most <see cref="CircuitBreakerHandler.MaxResponseBytes"/>.</param>
    public sealed record Answered(int Status, bool Replayed, ReadOnlyMemory<byte> Body) : Exchange
    {
        public bool IsSuccess => Status is >= 200 and < 300;

        /// <summary>The first try failed inside the provider, and that is all that it will ever say under this key.</summary>
        public bool IsReplayedFailure => Status >= 500 && Replayed;

        /// <summary>The body, or null when it is not what it should be.</summary>
        public T? Json<T>(JsonSerializerOptions options)
            where T : class
        {
            try
            {
                return JsonSerializer.Deserialize<T>(Body.Span, options);
            }
            catch (JsonException)
            {
                // Not swallowed: the client answers Unknown, for a proxy's page proves nothing.
                return null;
            }
        }

        /// <summary>What is left when an answer can't be read as anything.</summary>
        public CallResult.Unknown Incomprehensible() => new($"The answer (HTTP {Status}) could not be understood.");
    }

    /// <summary>No answer, or one that means the same whoever gives it.</summary>
    /// <param name="Meaning"><see cref="CallResult.Unknown"/> or <see cref="CallResult.NotSent"/>.</param>
    public sealed record Unanswered(CallResult Meaning) : Exchange;
}
