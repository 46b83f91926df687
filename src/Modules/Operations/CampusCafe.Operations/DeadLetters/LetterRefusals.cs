using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.Operations.DeadLetters;

internal static class LetterRefusals
{
    public static IResult NotFound(string consumer, string messageId) => Problems.NotFound("dead letter", $"{consumer}/{messageId}");

    /// <param name="was">Redriving or discarded.</param>
    public static IResult NotDead(DeadLetterStatus was) => was is DeadLetterStatus.Redriving
        ? Problems.Of(
            StatusCodes.Status409Conflict,
            "letter-redriving",
            "The letter is being redriven",
            "Its consumer is about to handle it once more. Look at it again in a moment: it is gone once it is handled, and dead if it fails again.")
        : Problems.Of(
            StatusCodes.Status409Conflict,
            "letter-discarded",
            "The letter was discarded",
            "A person has given it up for good; GET it for the reason. It is kept for the record only.");
}
