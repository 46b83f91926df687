using System.Globalization;
using System.Text.Json;
using CampusCafe.Simulators.Providers;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace CampusCafe.Simulators.Payments;

/// <summary>A form-encoded request. The first thing wrong with it is kept in <see cref="Error"/>.</summary>
internal sealed class StripeForm
{
    private const int CurrencyLength = 3;

    private readonly Dictionary<string, StringValues> values;

    /// <param name="body">The form-encoded body.</param>
    /// <param name="known">Parameter names; <c>metadata[]</c> stands for any index.</param>
    public StripeForm(string body, IReadOnlyList<string> known)
    {
        values = QueryHelpers.ParseQuery(body);
        foreach (var name in values.Keys.Where(name => !known.Contains(name) && !known.Contains(WithoutIndex(name))))
        {
            Refuse(name, $"Received unknown parameter: {name}", "parameter_unknown");
        }
    }

    public Answer? Error { get; private set; }

    public string? Text(string name) => values.TryGetValue(name, out var value) && value.ToString() is { Length: > 0 } text ? text : null;

    public string Required(string name)
    {
        if (Text(name) is { } text)
        {
            return text;
        }

        Refuse(name, $"Missing required param: {name}.", "parameter_missing");
        return string.Empty;
    }

    /// <summary>Minor units from 1; null when it is missing.</summary>
    public long? Amount(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }

        if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
        {
            Refuse(name, $"Invalid integer: {text}", "parameter_invalid_integer");
        }
        else if (amount < 1)
        {
            Refuse(name, "This value must be greater than or equal to 1.", "parameter_invalid_integer");
        }

        return amount;
    }

    public long RequiredAmount(string name)
    {
        Required(name);
        return Amount(name) ?? 0;
    }

    public string Currency(string name)
    {
        var currency = Required(name).ToLowerInvariant();
        if (currency.Length != CurrencyLength || !currency.All(char.IsAsciiLetter))
        {
            Refuse(name, $"Invalid currency: {currency}");
        }

        return currency;
    }

    public void MustBe(string name, string only)
    {
        if (Required(name) != only)
        {
            Refuse(name, $"This simulator supports only {name}={only}.");
        }
    }

    public string MetadataJson()
    {
        const string Prefix = "metadata[";
        var metadata = values.Where(static v => v.Key.StartsWith(Prefix, StringComparison.Ordinal) && v.Key.EndsWith(']'))
            .ToDictionary(static v => v.Key[Prefix.Length..^1], static v => v.Value.ToString());
        return JsonSerializer.Serialize(metadata);
    }

    private static string WithoutIndex(string name) => name.IndexOf('[', StringComparison.Ordinal) is > 0 and var at ? name[..at] + "[]" : name;

    private void Refuse(string name, string message, string? code = null) => Error ??= StripeErrors.Malformed(name, message, code);
}
