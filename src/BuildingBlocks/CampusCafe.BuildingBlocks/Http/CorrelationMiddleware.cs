using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Observability;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Accepts, makes and echoes <c>X-Request-Id</c>, and keeps it as the correlation id of what the request starts and of what is logged about it.</summary>
internal sealed class CorrelationMiddleware(RequestDelegate next, TimeProvider time, ILogger<CorrelationMiddleware> logger)
{
    private const string HeaderName = "X-Request-Id";
    private const int MaxLength = 128;

    public async Task InvokeAsync(HttpContext context, CurrentMessage current)
    {
        var header = context.Request.Headers[HeaderName];
        if (header.Count > 1 || (header.Count == 1 && !IsValid(header[0])))
        {
            await Problems.Of(
                StatusCodes.Status400BadRequest,
                "request-id-invalid",
                "X-Request-Id is not valid",
                $"Send at most one X-Request-Id, of 1 to {MaxLength} visible ASCII characters.").ExecuteAsync(context);
            return;
        }

        var requestId = header.Count == 1 ? header[0]! : Guid.CreateVersion7(time.GetUtcNow()).ToString("N");
        current.Set(requestId, causationId: null);
        context.Response.OnStarting(() =>
        {
            context.Response.Headers[HeaderName] = requestId;
            return Task.CompletedTask;
        });
        using var correlation = logger.Correlate(requestId);
        await next(context);
    }

    private static bool IsValid(string? id) => id is { Length: > 0 and <= MaxLength } && id.All(character => character is > ' ' and <= '~');
}
