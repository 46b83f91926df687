using CampusCafe.BuildingBlocks.Calls;
using static CampusCafe.Shipping.Carrier.CarrierStatus;

namespace CampusCafe.Shipping.Carrier;

/// <summary>
/// What the carrier's status says about each operation. <see cref="CallResult.NothingHappened"/>: not done, and still possible.
/// </summary>
internal static class ShipmentTruth
{
    public static CallResult Of(string operation, CarrierReading reading) => reading switch
    {
        { Unread: { } failure } => failure,
        { Status: CarrierStatus.Unknown } => new CallResult.Unknown("The carrier's status is none that we know."),
        _ => operation switch
        {
            CarrierOperation.Create => OfCreate(reading),
            CarrierOperation.Cancel => OfCancel(reading),
            CarrierOperation.Dispatch => OfDispatch(reading),
            _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "The carrier has no such operation."),
        },
    };

    private static CallResult OfCreate(CarrierReading reading) => reading.Status is NotFound
        ? new CallResult.NothingHappened("The carrier has no shipment under this reference.")
        : new CallResult.Succeeded(reading.TrackingNumber);

    private static CallResult OfCancel(CarrierReading reading) => reading switch
    {
        { Status: Cancelled } => new CallResult.Succeeded(reading.TrackingNumber),
        { Status: Created } => new CallResult.NothingHappened("The shipment has not been cancelled."),
        { HasLeft: true } => new CallResult.Refused(CarrierRefusal.AlreadyDispatched, "The goods have left."),
        _ => Vanished(),
    };

    private static CallResult OfDispatch(CarrierReading reading) => reading switch
    {
        { HasLeft: true } => new CallResult.Succeeded(reading.TrackingNumber),
        { Status: Created } => new CallResult.NothingHappened("The shipment has not left."),
        { Status: Cancelled } => new CallResult.Refused(CarrierRefusal.ShipmentCancelled, "The shipment has been cancelled."),
        _ => Vanished(),
    };

    private static CallResult.Unknown Vanished() => new("The carrier doesn't know a shipment that it had booked.");
}
