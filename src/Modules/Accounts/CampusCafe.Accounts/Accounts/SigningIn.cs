using CampusCafe.Accounts.Persistence;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CampusCafe.Accounts.Accounts;

/// <summary>A name and a password. Whoever guesses learns neither from the answer nor from its time which names there are.</summary>
internal sealed partial class SigningIn(
    UserManager<Account> accounts,
    SignInManager<Account> signIn,
    AccountsDbContext context,
    IPasswordHasher<Account> hasher,
    NobodysPassword nobody,
    IOptions<IdentityOptions> options,
    TimeProvider time,
    ILogger<SigningIn> logger)
{
    /// <summary>500 ms: longer than a hash and a write take on a busy machine, short enough for whoever has mistyped.</summary>
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(500);

    private readonly LockoutOptions lockout = options.Value.Lockout;

    /// <returns>Whether the cookie is on its way. False for a wrong name or password, and for an account that is disabled, locked or has no password yet.</returns>
    public async Task<bool> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (await FindAsync(name) is { } account && await ReserveGuessAsync(account, cancellationToken))
        {
            if (await accounts.CheckPasswordAsync(account, password))
            {
                await ForgetGuessesAsync(account, cancellationToken);
                await signIn.SignInAsync(account, isPersistent: false);
                return true;
            }

            await LockAfterTooManyAsync(account, cancellationToken);
        }
        else
        {
            hasher.VerifyHashedPassword(nobody.Account, nobody.Hash, password);
        }

        var left = RefusalTakes - time.GetElapsedTime(started);
        if (left > TimeSpan.Zero)
        {
            await Task.Delay(left, time, cancellationToken);
        }

        return false;
    }

    public Task SignOutAsync() => signIn.SignOutAsync();

    /// <summary>A name that nobody can have needs no look.</summary>
    private async Task<Account?> FindAsync(string name) =>
        new NameRules().Validate(name).IsValid && await accounts.FindByNameAsync(name) is { IsDisabled: false, HasPassword: true } account ? account : null;

    /// <summary>Counted before the password is looked at, in one statement: guesses made at once count each.</summary>
    private async Task<bool> ReserveGuessAsync(Account account, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return await context.Accounts
            .Where(a => a.Id == account.Id && (a.LockoutEnd == null || a.LockoutEnd < now) && a.AccessFailedCount < lockout.MaxFailedAccessAttempts)
            .ExecuteUpdateAsync(a => a.SetProperty(one => one.AccessFailedCount, one => one.AccessFailedCount + 1), cancellationToken) == 1;
    }

    private Task ForgetGuessesAsync(Account account, CancellationToken cancellationToken) => context.Accounts
        .Where(a => a.Id == account.Id)
        .ExecuteUpdateAsync(a => a.SetProperty(one => one.AccessFailedCount, 0).SetProperty(one => one.LockoutEnd, (DateTimeOffset?)null), cancellationToken);

    private async Task LockAfterTooManyAsync(Account account, CancellationToken cancellationToken)
    {
        DateTimeOffset? until = time.GetUtcNow() + lockout.DefaultLockoutTimeSpan;
        var locked = await context.Accounts
            .Where(a => a.Id == account.Id && a.AccessFailedCount >= lockout.MaxFailedAccessAttempts)
            .ExecuteUpdateAsync(a => a.SetProperty(one => one.AccessFailedCount, 0).SetProperty(one => one.LockoutEnd, until), cancellationToken);
        if (locked > 0)
        {
            LogLocked(logger, account.Id, lockout.DefaultLockoutTimeSpan);
        }
    }

    [LoggerMessage(1702, LogLevel.Warning, "The account {Account} is locked for {Lasts}: too many wrong passwords.")]
    private static partial void LogLocked(ILogger logger, Guid account, TimeSpan lasts);
}

/// <summary>What a password is compared with where there is no account: as much work as with one.</summary>
internal sealed class NobodysPassword(IPasswordHasher<Account> hasher)
{
    public Account Account { get; } = new() { Role = string.Empty, CreatedAt = default, CreatedBy = string.Empty };

    public string Hash { get; } = hasher.HashPassword(null!, Guid.Empty.ToString());
}
