using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.BuildingBlocks.Domain;

/// <summary>An intent to call the outside, written down before anything is sent.</summary>
/// <param name="SubjectId">What the call is about (a payment, a shipment).</param>
/// <param name="OrderId">The order it belongs to.</param>
/// <param name="Operation">A stable name such as <c>capture</c>; one subject has each operation at most once.</param>
public sealed record RequestedCall(Guid SubjectId, OrderId OrderId, string Operation);
