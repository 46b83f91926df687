using System.Globalization;

namespace CampusCafe.Operations.Pages;

internal static class Money
{
    /// <summary>ISO 4217: currencies without minor units, of those that shops of our kind meet.</summary>
    private static readonly HashSet<string> Whole = ["JPY", "KRW", "VND", "CLP", "ISK"];

    /// <summary>e.g. <c>450 JPY</c>, <c>12.50 EUR</c>.</summary>
    public static string Show(BuildingBlocks.Contracts.Money money) => Whole.Contains(money.Currency)
        ? string.Create(CultureInfo.InvariantCulture, $"{money.Amount:N0} {money.Currency}")
        : string.Create(CultureInfo.InvariantCulture, $"{money.Amount / 100m:N2} {money.Currency}");
}
