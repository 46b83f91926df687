using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.Messages;

/// <summary><c>GET /operations/messages/{messageId}</c>.</summary>
internal static class GetMessage
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/messages/{messageId}", HandleAsync)
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary("A message with its payload and headers, and what each consumer made of it (viewers)")
        .Produces<MessageView>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(string messageId, MessageDesk desk, CancellationToken cancellationToken) =>
        Guid.TryParse(messageId, out var id) && await desk.FindAsync(id, cancellationToken) is { } message
            ? TypedResults.Ok(message)
            : Problems.NotFound("message", messageId);
}
