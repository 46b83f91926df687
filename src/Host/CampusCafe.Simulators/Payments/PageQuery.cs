using System.Globalization;
using CampusCafe.Simulators.Providers;

namespace CampusCafe.Simulators.Payments;

/// <summary>The query of a list. The first thing wrong with it is kept in <see cref="Error"/>.</summary>
internal sealed class PageQuery
{
    private const int DefaultLimit = 10;
    private const int LargestLimit = 100;

    private readonly IQueryCollection query;

    public PageQuery(IQueryCollection query)
    {
        this.query = query;
        Limit = (int)Math.Clamp(Number("limit") ?? DefaultLimit, 0, int.MaxValue);
        if (Limit is < 1 or > LargestLimit)
        {
            Refuse("limit", $"Limit must be between 1 and {LargestLimit}.");
        }
    }

    public Answer? Error { get; private set; }

    public int Limit { get; }

    public string? Text(string name) => query[name].ToString() is { Length: > 0 } text ? text : null;

    public long? Number(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            Refuse(name, $"Invalid integer: {text}");
        }

        return number;
    }

    private void Refuse(string name, string message) => Error ??= StripeErrors.Malformed(name, message, "parameter_invalid_integer");
}
