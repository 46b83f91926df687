namespace CampusCafe.Simulators.Carrier;

internal enum ShipmentStatus
{
    Created,
    Cancelled,
    Dispatched,
    Delivered,
    Lost,
}
