using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Inventory.Contracts;

/// <summary>What can be ordered now: on hand less held, by item. Items without stock are there with 0.</summary>
public sealed record GetAvailability : IQuery<IReadOnlyDictionary<ItemId, int>>;

/// <summary>Where an order's stock stands; null when Inventory has not heard of it.</summary>
public sealed record GetOrderStock(OrderId OrderId) : IQuery<OrderStock?>;

/// <param name="Status">none, held, committed, released, restocked or rejected.</param>
public sealed record OrderStock(string Status);
