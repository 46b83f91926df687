using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Http.Admission;

/// <summary>A request's place among those that are worked on.</summary>
internal sealed class Admitted(RateLimitLease place, Lanes lanes, Backlog? backlog) : IDisposable
{
    private RateLimitLease? waiting;

    /// <summary>Whether what is asked for the first time may begin; a repeated request is answered all the same.</summary>
    public async Task<bool> MayBeginAsync(CancellationToken cancellationToken) =>
        backlog is null || await backlog.TakesOneMoreAsync(cancellationToken);

    /// <summary>
    /// The work is done, and the place is somebody else's: whoever waits for an outcome now waits beside the line, if
    /// there is room. If not, the preference is ignored, as RFC 7240 allows.
    /// </summary>
    public void Leave(HttpRequest request)
    {
        const string Prefer = "Prefer";
        if (request.Headers.ContainsKey(Prefer))
        {
            waiting ??= lanes.Wait();
            if (waiting is null)
            {
                request.Headers.Remove(Prefer);
            }
        }

        place.Dispose();
    }

    public void Dispose()
    {
        place.Dispose();
        waiting?.Dispose();
    }
}
