using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace CampusCafe.Operations.DeadLetters;

/// <summary>
/// <c>POST /operations/dead-letters/{consumer}/{messageId}/discard</c>: gives a letter up for good. Its order no longer
/// calls for attention because of it. Nothing happens twice if it is repeated, so it needs no key.
/// </summary>
internal static class DiscardDeadLetter
{
    /// <param name="Reason">For the record, 1–500 characters.</param>
    public sealed record Command(string? Reason) : IRecordedCommand
    {
        string? IRecordedCommand.ActionNote => Reason;
    }

    internal sealed class Validator : AbstractValidator<Command>
    {
        public Validator() => RuleFor(command => command.Reason).Text(DeadLetter.MaxReasonLength);
    }

    public static void Map(IEndpointRouteBuilder routes) => routes.MapPost("/operations/dead-letters/{consumer}/{messageId}/discard", HandleAsync)
        .RequireOperator("dead-letter.discard")
        .WithTags("Operations")
        .WithSummary("Give a dead letter up for good, with a reason (operators)")
        .Produces<Letter>()
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> HandleAsync(
        string consumer, string messageId, Command command, IValidator<Command> validator, DeadLetterDesk desk, CancellationToken cancellationToken)
    {
        if (validator.Check(command) is { } invalid)
        {
            return invalid;
        }

        if (!Guid.TryParse(messageId, out var id) || await desk.DiscardAsync(new LetterId(consumer, id), command.Reason!, cancellationToken) is not { } was)
        {
            return LetterRefusals.NotFound(consumer, messageId);
        }

        return was is DeadLetterStatus.Dead && await desk.FindAsync(new LetterId(consumer, id), cancellationToken) is { } discarded
            ? TypedResults.Ok(Letter.Of(discarded))
            : LetterRefusals.NotDead(was);
    }
}
