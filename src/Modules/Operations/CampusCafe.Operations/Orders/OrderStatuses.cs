namespace CampusCafe.Operations.Orders;

/// <summary>What orders can be, as customers see it.</summary>
internal static class OrderStatuses
{
    public static IReadOnlyList<string> All { get; } = ["placed", "confirmed", "shipped", "completed", "cancelling", "rejected", "cancelled"];
}
