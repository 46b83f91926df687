using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.DeadLetters;

/// <summary>
/// <c>POST /operations/dead-letters/{consumer}/{messageId}/redrive</c>: its consumer tries it once more, now. A letter is
/// redriven only while it is dead, so it needs no key.
/// </summary>
internal static class RedriveDeadLetter
{
    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/dead-letters/{consumer}/{messageId}/redrive", HandleAsync)
        .RequireOperator("dead-letter.redrive")
        .WithTags("Operations")
        .WithSummary("Have a dead letter handled once more (operators)")
        .Produces<RedriveReport>()
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict);

    private static async Task<IResult> HandleAsync(string consumer, string messageId, Redriving redriving, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(messageId, out var id))
        {
            return LetterRefusals.NotFound(consumer, messageId);
        }

        var (report, was) = await redriving.SelectedAsync([new LetterId(consumer, id)], cancellationToken);
        return was.Values.Cast<DeadLetterStatus?>().SingleOrDefault() switch
        {
            null => LetterRefusals.NotFound(consumer, messageId),
            DeadLetterStatus.Dead => TypedResults.Ok(report),
            { } other => LetterRefusals.NotDead(other),
        };
    }
}
