using CampusCafe.BuildingBlocks.Calls;

namespace CampusCafe.Shipping.Carrier;

/// <summary>Where the carrier is.</summary>
internal sealed class CarrierOptions() : OutgoingHttpOptions("Shipping:Carrier")
{
    public const string ApiKeySetting = "Shipping:Carrier:ApiKey";
}
