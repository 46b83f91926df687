using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Gives what the framework refuses by status alone the same shape as all other problems.</summary>
public static class StatusProblems
{
    private static readonly Dictionary<int, (string Kind, string Title, string Detail)> Known = new()
    {
        [StatusCodes.Status400BadRequest] = ("bad-request", "The request can't be read", "The body or another part of the request is missing or malformed."),
        [StatusCodes.Status404NotFound] = ("not-found", "Not found", "There is nothing at this address."),
        [StatusCodes.Status405MethodNotAllowed] = ("method-not-allowed", "Method not allowed", "This address doesn't take that method; see the Allow header."),
        [StatusCodes.Status408RequestTimeout] = ("request-timeout", "The body came too slowly", "The body stopped before its end; nothing was done. Send the request again."),
        [StatusCodes.Status413PayloadTooLarge] = ("body-too-large", "The body is too large", $"A body has at most {HttpLimits.MaxBodyBytes} bytes."),
        [StatusCodes.Status415UnsupportedMediaType] = ("unsupported-media-type", "The body's type isn't supported", "Send the body as application/json."),
    };

    public static ProblemDetails Of(int status) =>
        Known.TryGetValue(status, out var known)
            ? new() { Status = status, Type = Problems.TypePrefix + known.Kind, Title = known.Title, Detail = known.Detail }
            : new() { Status = status, Type = Problems.TypePrefix + $"status-{status}", Title = "The request can't be answered" };

    /// <summary>Runs on every problem just before it is written.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        if (problem.Type?.StartsWith(Problems.TypePrefix, StringComparison.Ordinal) != true)
        {
            var known = Of(context.HttpContext.Response.StatusCode);
            (problem.Type, problem.Title, problem.Detail) = (known.Type, known.Title, known.Detail);
        }

        problem.Extensions["traceId"] = Activity.Current?.TraceId.ToString() ?? context.HttpContext.TraceIdentifier;
        context.HttpContext.Response.Headers.CacheControl = "no-store";
    }
}
