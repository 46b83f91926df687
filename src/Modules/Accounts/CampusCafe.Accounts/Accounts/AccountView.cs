namespace CampusCafe.Accounts.Accounts;

/// <summary>An account as operators see it.</summary>
/// <param name="Name">Under which the person signs in.</param>
/// <param name="Role">viewer or operator.</param>
/// <param name="IsDisabled">Whether it is kept out.</param>
/// <param name="LockedUntil">UTC: after five wrong passwords; null when it isn't locked.</param>
/// <param name="HasPassword">False until the person has followed the link.</param>
/// <param name="CreatedAt">UTC.</param>
/// <param name="CreatedBy">Who made it.</param>
/// <param name="Version">Changes with the account; send it with a change that is meant for what was looked at.</param>
internal sealed record AccountView(
    string Name, string Role, bool IsDisabled, DateTimeOffset? LockedUntil, bool HasPassword, DateTimeOffset CreatedAt, string CreatedBy, string Version)
{
    public static AccountView Of(Account account, DateTimeOffset now) => new(
        account.Name,
        account.Role,
        account.IsDisabled,
        account.LockoutEnd > now ? account.LockoutEnd : null,
        account.HasPassword,
        account.CreatedAt,
        account.CreatedBy,
        account.ConcurrencyStamp!);
}

/// <param name="Account">Whose.</param>
/// <param name="Link">Where the person chooses a password, once and within a day. Shown only now.</param>
internal sealed record AccountWithLink(AccountView Account, string Link);
