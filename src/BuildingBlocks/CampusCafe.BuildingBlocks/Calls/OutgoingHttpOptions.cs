using System.ComponentModel.DataAnnotations;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>Where a provider is and how to knock; every complaint names the setting.</summary>
/// <param name="section">The configuration section, e.g. <c>Payments:Gateway</c>.</param>
public abstract class OutgoingHttpOptions(string section) : IValidatableObject
{
    /// <summary>A call holds its attempt's lease while it waits, so patience has an end.</summary>
    public static readonly TimeSpan LongestTimeout = TimeSpan.FromMinutes(1);

    /// <summary>The configuration section that these options are read from.</summary>
    public string Section { get; } = section;

    /// <summary>Absolute http or https address; its path, if any, comes before every route.</summary>
    public Uri? BaseAddress { get; set; }

    /// <summary>Sent as bearer token.</summary>
    public string? ApiKey { get; set; }

    /// <summary>For one exchange, from the connection to the last byte of the answer.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(1);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseAddress is null)
        {
            yield return new($"{Section}:{nameof(BaseAddress)} must be set.", [nameof(BaseAddress)]);
        }
        else if (!IsPlainHttpAddress(BaseAddress))
        {
            yield return new(
                $"{Section}:{nameof(BaseAddress)} must be an absolute http or https address without user, query or fragment.",
                [nameof(BaseAddress)]);
        }

        if (string.IsNullOrWhiteSpace(ApiKey))
        {
            yield return new($"{Section}:{nameof(ApiKey)} must be set.", [nameof(ApiKey)]);
        }
        else if (!ApiKey.All(c => c is > ' ' and <= '~'))
        {
            yield return new($"{Section}:{nameof(ApiKey)} must be visible ASCII characters only.", [nameof(ApiKey)]);
        }

        if (Timeout <= TimeSpan.Zero || Timeout > LongestTimeout)
        {
            yield return new($"{Section}:{nameof(Timeout)} must be above zero and at most {LongestTimeout}.", [nameof(Timeout)]);
        }
    }

    private static bool IsPlainHttpAddress(Uri address) =>
        address.IsAbsoluteUri
        && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps)
        && address is { UserInfo: "", Query: "", Fragment: "" };
}
