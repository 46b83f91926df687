namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>One line of goods: the same value from the checkout's body to the carrier's parcel.</summary>
public sealed record ItemQuantity(ItemId ItemId, Quantity Quantity);
