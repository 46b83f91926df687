using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>What a finished try came to, as stored. A call that was never sent leaves none.</summary>
public enum CallOutcome
{
    None,
    Succeeded,
    Refused,
    NothingHappened,
    Unknown,
}

internal static class CallOutcomes
{
    public static CallOutcome Outcome(this CallResult result) => result switch
    {
        CallResult.Succeeded => CallOutcome.Succeeded,
        CallResult.Refused => CallOutcome.Refused,
        CallResult.NothingHappened => CallOutcome.NothingHappened,
        CallResult.Unknown => CallOutcome.Unknown,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "This is not the outcome of a try."),
    };

    /// <summary>The provider's id, a refusal's code, or what went wrong.</summary>
    public static string? Detail(this CallResult result) => (result switch
    {
        CallResult.Succeeded succeeded => succeeded.Reference,
        CallResult.Refused refused => refused.Code,
        CallResult.NothingHappened nothing => nothing.Why,
        CallResult.Unknown unknown => unknown.Why,
        _ => throw new ArgumentOutOfRangeException(nameof(result), result, "This is not the outcome of a try."),
    })?.Bounded(MessagingModel.ErrorLength);
}
