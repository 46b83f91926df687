namespace CampusCafe.UnitTests.Sagas.Search.Moves;

/// <summary>What the goods do without anybody asking.</summary>
internal static class CarrierMoves
{
    public static IEnumerable<Move> From(World world)
    {
        var carrier = world.Carrier;
        if (carrier is { Parcel: Parcel.Here, Create: CallState.Done } && world.LoneActsLeft > 0)
        {
            yield return new(Mover.Outside, "Carrier", "takes the goods unasked", world with
            {
                Carrier = carrier with { Parcel = Parcel.Left, ActedAlone = true },
                LoneActsLeft = (byte)(world.LoneActsLeft - 1),
            });
        }

        if (carrier.Parcel is Parcel.Left && world.LossesLeft > 0)
        {
            yield return new(Mover.Outside, "Carrier", "loses the goods", world with
            {
                Carrier = carrier with { Parcel = Parcel.Lost },
                LossesLeft = (byte)(world.LossesLeft - 1),
            });
        }

        if (carrier.Parcel is Parcel.Left)
        {
            yield return new(Mover.System, "Carrier", "delivers", world with { Carrier = carrier with { Parcel = Parcel.Arrived } });
        }

        if (carrier.Parcel is Parcel.Lost)
        {
            yield return new(
                Mover.Outside, "Carrier", "finds and delivers", world with { Carrier = carrier with { Parcel = Parcel.ArrivedAfterLoss } });
        }
    }
}
