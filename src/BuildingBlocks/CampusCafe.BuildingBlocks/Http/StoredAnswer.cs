using System.Net.Mime;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Writes an answer exactly as it was stored, the first time and every time.</summary>
public sealed class StoredAnswer(IdempotencyKey stored, bool isReplay) : IResult
{
    /// <summary>Nothing was done for this request.</summary>
    public bool IsReplay => isReplay;

    public string? Location => stored.Location;

    /// <summary>Says on the response that nothing was done for this request.</summary>
    public void MarkReplay(HttpResponse response)
    {
        if (IsReplay)
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
            response.Headers.Location = $"{response.HttpContext.Request.PathBase}{location}";
        }

        return response.WriteAsync(stored.Body, httpContext.RequestAborted);
    }
}
