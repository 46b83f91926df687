using static CampusCafe.UnitTests.Sagas.Search.CallState;

namespace CampusCafe.UnitTests.Sagas.Search;

internal enum CarrierCall
{
    Create,
    Dispatch,
    Cancel,
}

/// <summary>Where the goods really are.</summary>
internal enum Parcel
{
    Here,
    Left,
    Lost,
    Arrived,
    ArrivedAfterLoss,
}

/// <summary>The carrier's truth about one order.</summary>
/// <param name="Create">The booking.</param>
/// <param name="Dispatch">Our order to take the goods.</param>
/// <param name="Cancel">Our order not to.</param>
/// <param name="Parcel">Where the goods are.</param>
/// <param name="ActedAlone">The goods left without our dispatch.</param>
internal readonly record struct Carrier(CallState Create, CallState Dispatch, CallState Cancel, Parcel Parcel, bool ActedAlone)
{
    public bool GoodsAreOut => Parcel is not Parcel.Here;

    public CallState this[CarrierCall call] => call switch
    {
        CarrierCall.Create => Create,
        CarrierCall.Dispatch => Dispatch,
        _ => Cancel,
    };

    /// <summary>What can come of a call that arrives. A cancel that finds the goods gone has no outcome of its own.</summary>
    public IEnumerable<CallState> Outcomes(CarrierCall call, bool refusals)
    {
        if (call is CarrierCall.Cancel)
        {
            return GoodsAreOut ? [] : [Create is Done ? Done : Empty];
        }

        if (call is CarrierCall.Dispatch && GoodsAreOut)
        {
            return [Done];
        }

        var can = call is CarrierCall.Create || (Create is Done && Cancel is not Done);
        return (can, refusals) switch
        {
            (true, true) => [Done, Refused],
            (true, false) => [Done],
            _ => [Refused],
        };
    }

    public Carrier After(CarrierCall call, CallState outcome) => call switch
    {
        CarrierCall.Create => this with { Create = outcome },
        CarrierCall.Dispatch => this with
        {
            Dispatch = outcome,
            Parcel = outcome is Done && Parcel is Parcel.Here ? Parcel.Left : Parcel,
        },
        _ => this with { Cancel = outcome },
    };
}
