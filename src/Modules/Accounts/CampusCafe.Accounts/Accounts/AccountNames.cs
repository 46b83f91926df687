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

    /// <summary>Who hasn't said who he is goes by these.</summary>
    private static readonly string[] Reserved = ["anonymous", "developer"];

    public static IRuleBuilderOptions<T, string?> AccountName<T>(this IRuleBuilder<T, string?> rule) => rule
        .Text(MaxLength)
        .Must(name => name is null || name == name.Trim())
        .WithMessage("A name neither begins nor ends with a space.")
        .Must(name => name is null || IsWhole(name))
        .WithMessage("The name has half a character.")
        .Must(name => name is null || (!name.Contains('/', StringComparison.Ordinal) && name is not ("." or "..") && !Reserved.Contains(name, StringComparer.OrdinalIgnoreCase)))
        .WithMessage($"A name has no slash, and is none of {string.Join(", ", Reserved)}.");

    public static IRuleBuilderOptions<T, string?> Role<T>(this IRuleBuilder<T, string?> rule) => rule
        .Must(role => role is not null && Roles.All.Contains(role))
        .WithMessage($"A role is {string.Join(" or ", Roles.All)}.");

    /// <summary>A surrogate alone can't be normalized, nor stored everywhere.</summary>
    private static bool IsWhole(string name)
    {
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsSurrogate(name[i]) && !(char.IsHighSurrogate(name[i]) && i + 1 < name.Length && char.IsLowSurrogate(name[++i])))
            {
                return false;
            }
        }

        return true;
    }
}

/// <summary>For a name by itself.</summary>
internal sealed class NameRules : AbstractValidator<string>
{
    public NameRules() => RuleFor(name => name).AccountName();
}
