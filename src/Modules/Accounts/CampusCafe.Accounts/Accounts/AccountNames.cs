using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using FluentValidation;

namespace CampusCafe.Accounts.Accounts;

/// <summary>What accounts and keys may be called, and what a password needs.</summary>
internal static class AccountNames
{
    public const int MaxLength = 64;

    /// <summary>12: long beats complicated (NIST SP 800-63B asks for at least 8 and forbids rules about kinds of characters).</summary>
    public const int MinPassword = 12;

    public const int MaxPassword = 128;

    public static IRuleBuilderOptions<T, string?> AccountName<T>(this IRuleBuilder<T, string?> rule) => rule
        .Text(MaxLength)
        .Must(name => name is null || name == name.Trim())
        .WithMessage("A name neither begins nor ends with a space.");

    public static IRuleBuilderOptions<T, string?> Role<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(role => role is not null && Roles.All.Contains(role))
        .WithMessage($"A role is {string.Join(" or ", Roles.All)}.");
}
