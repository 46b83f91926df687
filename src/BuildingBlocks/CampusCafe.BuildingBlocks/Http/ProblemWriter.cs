using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Writes every problem as JSON, whatever the client says it accepts: an error without a body helps nobody.</summary>
internal sealed class ProblemWriter(IOptions<JsonOptions> json) : IProblemDetailsWriter
{
    private const string ContentType = "application/problem+json";

    public bool CanWrite(ProblemDetailsContext context) => true;

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        StatusProblems.Complete(context);

        // Without a token it stops when the client goes, as with the request's own, but doesn't throw: nobody is left to tell.
        await context.HttpContext.Response.WriteAsJsonAsync(
            context.ProblemDetails, context.ProblemDetails.GetType(), json.Value.SerializerOptions, ContentType);
    }
}
