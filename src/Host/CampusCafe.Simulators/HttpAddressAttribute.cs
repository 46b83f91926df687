using System.ComponentModel.DataAnnotations;

namespace CampusCafe.Simulators;

/// <summary>An absolute http or https address, or null.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class HttpAddressAttribute : ValidationAttribute
{
    public bool HttpOnly { get; init; }

    public override bool IsValid(object? value) =>
        value is null
        || (Uri.TryCreate(value as string, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttp || (!HttpOnly && uri.Scheme == Uri.UriSchemeHttps)));
}
