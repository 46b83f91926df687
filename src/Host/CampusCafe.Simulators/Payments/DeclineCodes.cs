namespace CampusCafe.Simulators.Payments;

/// <summary>The test tokens that the simulator knows, and how each ends.</summary>
internal static class DeclineCodes
{
    public const string Generic = "generic_decline";
    public const string InsufficientFunds = "insufficient_funds";

    /// <param name="paymentMethod">A test token such as <c>pm_card_visa</c>.</param>
    /// <param name="declineCode">Null when the card is accepted.</param>
    /// <returns>False for a token that nobody issued.</returns>
    public static bool TryGet(string paymentMethod, out string? declineCode)
    {
        declineCode = paymentMethod switch
        {
            "pm_card_chargeDeclined" => Generic,
            "pm_card_chargeDeclinedInsufficientFunds" => InsufficientFunds,
            _ => null,
        };
        return declineCode is not null || paymentMethod == "pm_card_visa";
    }
}
