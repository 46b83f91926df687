using CampusCafe.UnitTests.Sagas.Search.Moves;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>When nothing more will happen by itself.</summary>
internal static class Rest
{
    /// <summary>No message under way, no call open, and Shipping knows all that there is to know.</summary>
    public static bool IsReached(in World world, Machines machines)
    {
        var calling = PaymentMoves.OpenCall(world.Payment) is not null || ShippingMoves.OpenCall(world.Shipment) is not null;
        if (calling || !world.NothingUnderWay)
        {
            return false;
        }

        foreach (var news in ShippingMoves.News(world.Carrier.Parcel))
        {
            if (machines.Shipment.Find(world.Shipment, news) is not null)
            {
                return false;
            }
        }

        return true;
    }
}
