namespace CampusCafe.Ordering.Orders;

/// <summary>How much a checkout may hold; lengths in characters.</summary>
internal static class CheckoutLimits
{
    public const int Lines = 100;
    public const int Quantity = 1000;
    public const int Name = 200;
    public const int Email = 254;
    public const int AddressLine = 200;
    public const int City = 100;
    public const int PostalCode = 20;
    public const int PaymentMethod = 200;
}
