using System.Text.Json;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Turns what was thrown into a problem. Only what is our fault is logged; no internals leave outside Development.</summary>
internal sealed partial class ProblemExceptionHandler(
    OutageLog outages, IProblemDetailsService problems, IHostEnvironment environment, ILogger<ProblemExceptionHandler> logger) : IExceptionHandler
{
    private const int ClientClosedRequest = 499;

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (httpContext.RequestAborted.IsCancellationRequested)
        {
            httpContext.Response.StatusCode = ClientClosedRequest;
            return true;
        }

        var problem = exception switch
        {
            BadHttpRequestException bad => BadRequest(bad),
            _ when outages.IsOutage(exception) => Problems.DatabaseUnavailable(httpContext).ProblemDetails,
            _ => Unexpected(exception),
        };
        if (problem.Status is StatusCodes.Status503ServiceUnavailable)
        {
            outages.Report($"{httpContext.Request.Method} {httpContext.Request.Path}", exception);
        }
        else if (problem.Status >= StatusCodes.Status500InternalServerError)
        {
            LogFailed(logger, httpContext.Request.Method, httpContext.Request.Path, exception);
        }

        httpContext.Response.StatusCode = problem.Status!.Value;
        return await problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = problem, Exception = exception });
    }

    private static ProblemDetails BadRequest(BadHttpRequestException exception) => exception switch
    {
        { InnerException: JsonException json } => Problem(
            exception.StatusCode, "malformed-json", "The body can't be read", Describe(json)),
        _ => StatusProblems.Of(exception.StatusCode),
    };

    private static string Describe(JsonException exception) =>
        exception.Path is { Length: > 1 } path && exception.Message.Contains("could not be mapped", StringComparison.Ordinal)
            ? $"The body has a field that this request doesn't know: {path}."
            : $"The body isn't the JSON that this request takes, at {exception.Path ?? "$"} (line {(exception.LineNumber ?? 0) + 1}).";

    private ProblemDetails Unexpected(Exception exception) => Problem(
        StatusCodes.Status500InternalServerError,
        "unexpected",
        "Something went wrong here",
        environment.IsDevelopment() ? exception.ToString() : "Repeat the request with the same Idempotency-Key; if it goes on, tell us the traceId.");

    private static ProblemDetails Problem(int status, string kind, string title, string detail) =>
        new() { Status = status, Type = Problems.TypePrefix + kind, Title = title, Detail = detail };

    [LoggerMessage(1301, LogLevel.Error, "{Method} {Path} failed.")]
    private static partial void LogFailed(ILogger logger, string method, PathString path, Exception exception);
}
