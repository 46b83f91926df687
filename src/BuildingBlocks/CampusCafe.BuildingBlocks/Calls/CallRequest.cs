using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>One try of an outgoing call, as the worker hands it to the module.</summary>
/// <param name="SubjectId">What it is about (a payment, a shipment).</param>
/// <param name="OrderId">The order it belongs to.</param>
/// <param name="Operation">e.g. <c>capture</c>.</param>
/// <param name="IdempotencyKey">From business id, step and generation; the same until it is proven that nothing happened.</param>
/// <param name="AskFirst">An earlier try's outcome is unknown, or the provider may have forgotten the key: read before repeating.</param>
/// <param name="FirstSentAt">When the first try of this operation was made, under any key; null on the first.</param>
public sealed record CallRequest(
    Guid SubjectId, OrderId OrderId, string Operation, string IdempotencyKey, bool AskFirst, DateTimeOffset? FirstSentAt);
