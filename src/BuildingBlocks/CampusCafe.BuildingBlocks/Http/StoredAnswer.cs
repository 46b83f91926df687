using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Writes an answer exactly as it was stored, the first time and every time.</summary>
public sealed class StoredAnswer(IdempotencyKey stored, bool Replayed) : IResult
{
    public string? Location => stored.Location;

    /// <summary>Says on the response that nothing was done for this request.</summary>
    public void MarkReplay(HttpResponse response)
    {
        if (Replayed)
        {
            response.Headers[Idempotency.ReplayedHeaderName] = "true";
        }
    }

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        MarkReplay(response);
        response.StatusCode = stored.StatusCode;
        response.ContentType = $"{MediaTypeNames.Application.Json}; charset=utf-8";
        if (stored.Location is { } location)
        {
            response.Headers.Location = location;
        }

        return response.WriteAsync(stored.Body, httpContext.RequestAborted);
    }
}
