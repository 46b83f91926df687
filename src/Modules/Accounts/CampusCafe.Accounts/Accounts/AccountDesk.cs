using CampusCafe.Accounts.Persistence;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Accounts.Accounts;

/// <summary>Why something wasn't done to an account.</summary>
internal enum AccountRefusal
{
    /// <summary>There is no such account.</summary>
    Unknown,

    /// <summary>Another account bears the name.</summary>
    NameTaken,

    /// <summary>Somebody else has changed it since it was looked at.</summary>
    Changed,

    /// <summary>It is the last that can act: nobody could undo it.</summary>
    LastOperator,

    /// <summary>The link has been followed, has run out, or was never one.</summary>
    LinkUsed,
}

/// <summary>An account, and the token of its one-time link if it has just been given one.</summary>
internal sealed record AccountResult(Account? Account, AccountRefusal? Refusal = null, string? LinkToken = null)
{
    /// <summary>As the action log has it.</summary>
    public ActionOutcome Outcome => Refusal is { } refusal ? ActionOutcome.Refused(refusal.ToString()) : ActionOutcome.Done;

    public static AccountResult Refuse(AccountRefusal refusal, Account? account = null) => new(account, refusal);
}

/// <summary>People who may sign in: what routes and pages do about them.</summary>
internal sealed class AccountDesk(UserManager<Account> accounts, AccountsDbContext context, IDatabase database, TimeProvider time)
{
    public async Task<IReadOnlyList<Account>> ListAsync(CancellationToken cancellationToken) =>
        await context.Accounts.AsNoTracking().OrderBy(account => account.UserName).ToListAsync(cancellationToken);

    public Task<Account?> FindAsync(string name, CancellationToken cancellationToken)
    {
        var normalized = accounts.NormalizeName(name);
        return context.Accounts.FirstOrDefaultAsync(account => account.NormalizedUserName == normalized, cancellationToken);
    }

    public Task<bool> IsThereAnOperatorAsync(CancellationToken cancellationToken) => Operators.AnyAsync(cancellationToken);

    /// <summary>One without a password yet: its person chooses it, by the link.</summary>
    public async Task<AccountResult> CreateAsync(string name, string role, string by)
    {
        var account = New(name, role, by);
        return await SaveAsync(() => accounts.CreateAsync(account))
            ? await WithLinkAsync(account)
            : AccountResult.Refuse(AccountRefusal.NameTaken);
    }

    /// <summary>The first, with its password.</summary>
    /// <param name="link">Of which two can't be made.</param>
    /// <param name="name">Checked.</param>
    /// <param name="password">Checked.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AccountResult> CreateFirstAsync(Guid link, string name, string password, CancellationToken cancellationToken)
    {
        var account = New(name, Roles.Operator, by: name);
        context.Add(new UsedLink { LinkId = link, UsedAt = time.GetUtcNow() });
        if (await SaveAsync(() => accounts.CreateAsync(account, password)))
        {
            return new(account);
        }

        context.ChangeTracker.Clear();
        return AccountResult.Refuse(
            await context.Set<UsedLink>().AnyAsync(used => used.LinkId == link, cancellationToken) ? AccountRefusal.LinkUsed : AccountRefusal.NameTaken);
    }

    /// <summary>A new role, or in or out; what is null stays.</summary>
    /// <param name="name">Whose.</param>
    /// <param name="role">One of <see cref="Roles"/>.</param>
    /// <param name="isDisabled">A disabled one is signed out everywhere.</param>
    /// <param name="version">What the account was when it was looked at; null for whatever it is.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<AccountResult> ChangeAsync(string name, string? role, bool? isDisabled, string? version, CancellationToken cancellationToken)
    {
        if (await FindAsync(name, cancellationToken) is not { } account)
        {
            return AccountResult.Refuse(AccountRefusal.Unknown);
        }

        if (version is not null && version != account.ConcurrencyStamp)
        {
            return AccountResult.Refuse(AccountRefusal.Changed, account);
        }

        var (newRole, disabled) = (role ?? account.Role, isDisabled ?? account.IsDisabled);
        if ((newRole != Roles.Operator || disabled) && await IsLastOperatorAsync(account, cancellationToken))
        {
            return AccountResult.Refuse(AccountRefusal.LastOperator, account);
        }

        var ends = disabled && !account.IsDisabled;
        (account.Role, account.IsDisabled) = (newRole, disabled);
        // Whoever is kept out is signed out for good: no session, and no link, outlives it.
        return await SaveAsync(() => ends ? accounts.UpdateSecurityStampAsync(account) : accounts.UpdateAsync(account)) ? new(account) : await ChangedAsync(account, cancellationToken);
    }

    /// <summary>For whoever has forgotten the password, or guessed too often. The old one holds until the link is followed.</summary>
    public async Task<AccountResult> RenewLinkAsync(string name, CancellationToken cancellationToken) =>
        await FindAsync(name, cancellationToken) is { } account ? await WithLinkAsync(account) : AccountResult.Refuse(AccountRefusal.Unknown);

    /// <summary>Whether the link can be followed: its person may sign in, and it has neither been used nor run out.</summary>
    public async Task<bool> IsLinkGoodAsync(Guid accountId, string token, CancellationToken cancellationToken) =>
        await context.Accounts.FindAsync([accountId], cancellationToken) is { IsDisabled: false } account
        && await accounts.VerifyUserTokenAsync(account, accounts.Options.Tokens.PasswordResetTokenProvider, UserManager<Account>.ResetPasswordTokenPurpose, token);

    /// <summary>The link is followed: the password is set, all earlier sessions end, and a lock is taken away.</summary>
    public async Task<AccountResult> SetPasswordAsync(Guid accountId, string token, string password, CancellationToken cancellationToken)
    {
        if (await context.Accounts.FindAsync([accountId], cancellationToken) is not { IsDisabled: false } account)
        {
            return AccountResult.Refuse(AccountRefusal.LinkUsed);
        }

        (account.LockoutEnd, account.AccessFailedCount) = (null, 0);
        return await SaveAsync(() => accounts.ResetPasswordAsync(account, token, password)) ? new(account) : AccountResult.Refuse(AccountRefusal.LinkUsed);
    }

    private IQueryable<Account> Operators =>
        context.Accounts.Where(account => account.Role == Roles.Operator && !account.IsDisabled && account.PasswordHash != null);

    private Account New(string name, string role, string by)
    {
        var now = time.GetUtcNow();
        return new() { Id = Guid.CreateVersion7(now), UserName = name, Role = role, LockoutEnabled = true, CreatedAt = now, CreatedBy = by };
    }

    private async Task<AccountResult> WithLinkAsync(Account account) =>
        new(account, LinkToken: await accounts.GeneratePasswordResetTokenAsync(account));

    private async Task<bool> IsLastOperatorAsync(Account account, CancellationToken cancellationToken) =>
        account is { Role: Roles.Operator, IsDisabled: false, HasPassword: true } && await Operators.CountAsync(cancellationToken) == 1;

    private async Task<AccountResult> ChangedAsync(Account account, CancellationToken cancellationToken)
    {
        context.ChangeTracker.Clear();
        return AccountResult.Refuse(AccountRefusal.Changed, await FindAsync(account.Name, cancellationToken));
    }

    /// <summary>Names and passwords have been checked: what is refused now was somebody else's doing.</summary>
    private async Task<bool> SaveAsync(Func<Task<IdentityResult>> save)
    {
        try
        {
            return (await save()).Succeeded;
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            return false;
        }
    }
}
