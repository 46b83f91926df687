using CampusCafe.BuildingBlocks.Calls;

namespace CampusCafe.Payments.Gateway;

/// <summary>Where the payment provider is: Stripe itself, or whatever speaks its wire.</summary>
internal sealed class PaymentsGatewayOptions() : OutgoingHttpOptions("Payments:Gateway")
{
    public const string ApiKeySetting = "Payments:Gateway:ApiKey";
}
