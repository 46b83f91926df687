using CampusCafe.Ordering.Orders;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>A <see cref="World"/> packed into eight words, for the set of visited states.</summary>
internal readonly record struct WorldKey(
    ulong Believed,
    ulong True,
    Fifo ToInventory,
    Fifo ToPayments,
    Fifo ToShipping,
    Fifo FromInventory,
    Fifo FromPayments,
    Fifo FromShipping)
{
    /// <summary>No enumeration or counter of the world needs more.</summary>
    private const int BitsPerField = 4;

    public static WorldKey Of(in World world)
    {
        var (provider, carrier, aside) = (world.Provider, world.Carrier, world.SetAside);
        return new(
            (Of(world.Saga) << (9 * BitsPerField)) | Pack(
                (int)world.Hold,
                (int)world.Payment,
                (int)world.Shipment,
                world.CancelsLeft,
                world.DeadlinesLeft,
                world.ResumesLeft,
                world.LoneActsLeft,
                world.LossesLeft,
                world.DeadLettersLeft),
            Pack(
                (int)provider.Authorize,
                (int)provider.Capture,
                (int)provider.Void,
                (int)provider.Refund,
                provider.Captures,
                provider.Refunds,
                (int)carrier.Create,
                (int)carrier.Dispatch,
                (int)carrier.Cancel,
                (int)carrier.Parcel,
                carrier.ActedAlone ? 1 : 0,
                world.SentUnpaid ? 1 : 0,
                aside is { } letter ? (int)letter.Direction + 1 : 0,
                (aside?.Item ?? 0) >> BitsPerField,
                (aside?.Item ?? 0) & ((1 << BitsPerField) - 1)),
            world.ToInventory,
            world.ToPayments,
            world.ToShipping,
            world.FromInventory,
            world.FromPayments,
            world.FromShipping);
    }

    public static ulong Of(Saga saga) => Pack(
        (int)saga.State, (int)saga.Stock, (int)saga.Payment, (int)saga.Shipment, (int)saga.Goods, (int)saga.Cause, (int)saga.Attention);

    private static ulong Pack(params ReadOnlySpan<int> fields)
    {
        var packed = 0UL;
        foreach (var field in fields)
        {
            packed = field >> BitsPerField == 0
                ? (packed << BitsPerField) | (uint)field
                : throw new InvalidOperationException($"{field} needs more than {BitsPerField} bits: widen the key.");
        }

        return packed;
    }
}
