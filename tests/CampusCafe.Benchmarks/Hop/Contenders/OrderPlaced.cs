using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Benchmarks.Hop.Contenders;

/// <summary>What crosses from one schema to the other: some 200 bytes as JSON.</summary>
[WireName("schema_a.order-placed")]
internal sealed record OrderPlaced(OrderId OrderId, string Item, int Quantity, string Note) : IEvent, IOrderMessage
{
    private const int NoteLength = 110;

    private static readonly string Filling = new('x', NoteLength);

    /// <param name="item">By which a measurement finds its own.</param>
    public static OrderPlaced Of(string item) => new(new OrderId(Guid.CreateVersion7()), item, 3, Filling);
}
