using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Http.Admission;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Operations.Live;

/// <summary><c>GET /ops/live</c>: server-sent events, each the name of what has changed.</summary>
internal static class WatchLive
{
    private const string Beat = "beat";

    /// <summary>10 s: proxies close what is silent.</summary>
    private static readonly TimeSpan Silence = TimeSpan.FromSeconds(10);

    /// <summary>1 min: then the browser comes again, and its rights are looked at again.</summary>
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet(ConsolePaths.Live, Handle)
        .RequireAuthorization(AccessConventions.PolicyOf(AccessSchemes.Console, Roles.Viewer))
        .TakesNoPlace()
        .ExcludeFromDescription();

    private static IResult Handle(HttpContext http, LiveFeed feed, IHostApplicationLifetime lifetime, TimeProvider time, CancellationToken cancellationToken)
    {
        if (feed.Join() is not { } watcher)
        {
            return TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);
        }

        http.Response.RegisterForDispose(watcher); // Whether or not anybody reads.
        return TypedResults.ServerSentEvents(ReadAsync(watcher, time, lifetime.ApplicationStopping, cancellationToken));
    }

    private static async IAsyncEnumerable<SseItem<string>> ReadAsync(
        LiveWatcher watcher, TimeProvider time, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        yield return new(string.Empty, Beat) { ReconnectionInterval = TimeSpan.FromSeconds(1) };
        while (time.GetElapsedTime(began) < Lasts && !stopping.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            foreach (var topic in await NextAsync(watcher, time, stopping, cancellationToken))
            {
                yield return new(string.Empty, topic);
            }
        }
    }

    private static async Task<IReadOnlyList<string>> NextAsync(LiveWatcher watcher, TimeProvider time, CancellationToken stopping, CancellationToken cancellationToken)
    {
        using var silence = new CancellationTokenSource(Silence, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(silence.Token, stopping, cancellationToken);
        try
        {
            return await watcher.ReadAsync(ends.Token);
        }
        catch (OperationCanceledException)
        {
            return [Beat];
        }
    }
}
