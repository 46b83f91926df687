using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Ordering.Menu;

/// <summary>Something that can be ordered, and what it costs today.</summary>
internal sealed class MenuItem
{
    public required ItemId Id { get; init; }

    public required string Name { get; init; }

    public required Money UnitPrice { get; init; }
}
