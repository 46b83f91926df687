using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>Registers typed clients for providers: address, bearer token, time-out and circuit breaker; no retries.</summary>
public static class OutgoingHttpRegistration
{
    /// <summary>Handlers live as long as the host, so that the breaker remembers; connections don't, so that DNS changes are seen.</summary>
    private static readonly TimeSpan ConnectionLifetime = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Adds <typeparamref name="TClient"/>, whose constructor takes an <see cref="HttpClient"/>, and its options. The
    /// host doesn't start with wrong ones. Handlers added to what is returned sit between the breaker and the wire.
    /// </summary>
    public static IHttpClientBuilder AddOutgoingHttpClient<TClient, TOptions>(this IServiceCollection services)
        where TClient : class
        where TOptions : OutgoingHttpOptions, new()
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddOptions<TOptions>()
            .BindConfiguration(new TOptions().Section)
            .ValidateDataAnnotations()
            .Validate<IOptions<OutgoingCallOptions>>(
                static (http, calls) => http.Timeout > OutgoingHttpOptions.LongestTimeout || http.Timeout <= calls.Value.GiveUpAfter,
                $"{new TOptions().Section}:{nameof(OutgoingHttpOptions.Timeout)} must be at most OutgoingCalls:GiveUpAfter: a try is given up then.")
            .ValidateOnStart();

        return services
            .AddHttpClient<TClient>(static (provider, http) => Configure(http, OptionsOf<TOptions>(provider)))
            .ConfigurePrimaryHttpMessageHandler(static () => new SocketsHttpHandler
            {
                // A redirect would carry the money's request, and perhaps the key, to somewhere nobody configured.
                AllowAutoRedirect = false,
                UseCookies = false,
                PooledConnectionLifetime = ConnectionLifetime,
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The factory's own loggers write addresses.
            .RemoveAllLoggers()
            .AddHttpMessageHandler(static provider => new CircuitBreakerHandler(
                OptionsOf<TOptions>(provider).Timeout, provider.GetRequiredService<TimeProvider>()));
    }

    private static TOptions OptionsOf<TOptions>(IServiceProvider provider)
        where TOptions : OutgoingHttpOptions =>
        provider.GetRequiredService<IOptions<TOptions>>().Value;

    private static void Configure(HttpClient http, OutgoingHttpOptions options)
    {
        // Without the closing slash a relative route would replace the last segment.
        http.BaseAddress = new($"{options.BaseAddress!.AbsoluteUri.TrimEnd('/')}/");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        http.MaxResponseContentBufferSize = CircuitBreakerHandler.MaxResponseBytes;
        // The breaker's handler ends slow exchanges: out here a time-out could not be told from the host stopping.
        http.Timeout = Timeout.InfiniteTimeSpan;
    }
}
