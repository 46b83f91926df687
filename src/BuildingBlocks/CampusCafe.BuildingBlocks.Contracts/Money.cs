namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>An amount of money.</summary>
/// <param name="Amount">In the currency's minor unit, as ISO 4217 defines it: 450 JPY is 450, 4.50 EUR is 450.</param>
/// <param name="Currency">ISO 4217 code, upper case.</param>
public readonly record struct Money(long Amount, string Currency)
{
    /// <exception cref="InvalidOperationException">The currencies differ.</exception>
    /// <exception cref="OverflowException">The sum doesn't fit.</exception>
    public static Money operator +(Money left, Money right) =>
        left.Currency == right.Currency
            ? left with { Amount = checked(left.Amount + right.Amount) }
            : throw new InvalidOperationException($"{left.Currency} and {right.Currency} can't be added.");

    /// <exception cref="OverflowException">The product doesn't fit.</exception>
    public static Money operator *(Money unitPrice, Quantity quantity) =>
        unitPrice with { Amount = checked(unitPrice.Amount * quantity.Value) };

    /// <summary>The named form of <c>+</c>.</summary>
    public static Money Add(Money left, Money right) => left + right;

    /// <summary>The named form of <c>*</c>.</summary>
    public static Money Multiply(Money unitPrice, Quantity quantity) => unitPrice * quantity;

    public override string ToString() => $"{Amount} {Currency}";
}
