using System.Security.Cryptography;

namespace CampusCafe.Simulators.Carrier;

internal static class CarrierIds
{
    private const int EventLength = 24;
    private const int TrackingLength = 10;

    public static string NewEvent() => $"evt_{RandomNumberGenerator.GetHexString(EventLength, lowercase: true)}";

    public static string NewTrackingNumber() => $"CC{RandomNumberGenerator.GetString("0123456789", TrackingLength)}";
}
