using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace CampusCafe.BuildingBlocks.Http.Admission;

/// <summary>
/// Lets in what the host can take, and answers 503 at once where it can't: a request that is refused costs little, one
/// that lies in line for half a minute has cost a lot by the time its client gives up.
/// </summary>
internal sealed class AdmissionMiddleware(RequestDelegate next, Lanes lanes, Backlog backlog)
{
    public async Task InvokeAsync(HttpContext context)
    {
        if (Lanes.Of(context) is not { } lane)
        {
            await next(context);
            return;
        }

        await ReadBodyAsync(context.Request);
        using var place = await lanes.EnterAsync(lane, context.RequestAborted);
        if (place is null)
        {
            await Refusals.Overloaded(context).ExecuteAsync(context);
            return;
        }

        using var admitted = new Admitted(place, lanes, lane is Lane.Checkouts ? backlog : null);
        context.Features.Set(admitted);
        await next(context);
    }

    /// <summary>All of it (it is small) before a place is taken, so that whoever sends slowly keeps nobody out.</summary>
    private static async Task ReadBodyAsync(HttpRequest request)
    {
        if (!HttpMethods.IsGet(request.Method))
        {
            request.EnableBuffering(bufferThreshold: (int)HttpLimits.MaxBodyBytes);
            try
            {
                await request.Body.DrainAsync(request.HttpContext.RequestAborted);
            }
            catch (IOException exception) when (exception is not BadHttpRequestException)
            {
                // The server's word for a chunk size that overflows, and for a sender who has gone: the sender's fault, not ours.
                throw new BadHttpRequestException("The body can't be read.", exception);
            }

            request.Body.Position = 0;
        }
    }
}

internal static class Refusals
{
    /// <summary>1 to 3 s: a queue empties in less, and those refused together shall not return together.</summary>
    private static int ShortPause => Random.Shared.Next(1, 4);

    /// <summary>2 to 6 s: a backlog takes longer.</summary>
    private static int LongPause => Random.Shared.Next(2, 7);

    public static IResult Overloaded(HttpContext http) => Refuse(
        http, ShortPause, "overloaded", "Too many requests at once", "Nothing has been changed. Repeat the request after the seconds in Retry-After.");

    public static IResult Backlogged(HttpContext http) => Refuse(
        http,
        LongPause,
        "backlog",
        "Too many orders are under way",
        "Nothing has been changed. Repeat the request with the same Idempotency-Key after the seconds in Retry-After.");

    private static IResult Refuse(HttpContext http, int seconds, string kind, string title, string detail)
    {
        http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Of(StatusCodes.Status503ServiceUnavailable, kind, title, detail);
    }
}
