using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.DeadLetters;

/// <summary><c>GET /operations/dead-letters/{consumer}/{messageId}</c>.</summary>
internal static class GetDeadLetter
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/operations/dead-letters/{consumer}/{messageId}", HandleAsync)
        .RequireViewer()
        .WithTags("Operations")
        .WithSummary("A message that a consumer gave up, with its payload and its errors (viewers)")
        .Produces<Letter>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(string consumer, string messageId, DeadLetterDesk desk, CancellationToken cancellationToken) =>
        Guid.TryParse(messageId, out var id) && await desk.FindAsync(new LetterId(consumer, id), cancellationToken) is { } letter
            ? TypedResults.Ok(Letter.Of(letter))
            : LetterRefusals.NotFound(consumer, messageId);
}
