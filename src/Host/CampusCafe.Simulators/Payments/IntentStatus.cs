namespace CampusCafe.Simulators.Payments;

/// <summary>Stripe's names; those of a confirmed intent with manual capture.</summary>
internal static class IntentStatus
{
    public const string RequiresPaymentMethod = "requires_payment_method";
    public const string RequiresCapture = "requires_capture";
    public const string Succeeded = "succeeded";
    public const string Canceled = "canceled";
}
