using Microsoft.AspNetCore.Identity;

namespace CampusCafe.Accounts.Accounts;

/// <summary>A name and a password. Whoever guesses learns neither from the answer nor from its time which names there are.</summary>
internal sealed class SigningIn(
    UserManager<Account> accounts, SignInManager<Account> signIn, IPasswordHasher<Account> hasher, NobodysPassword nobody, TimeProvider time)
{
    /// <summary>500 ms: longer than a hash and a write take on a busy machine, short enough for whoever has mistyped.</summary>
    private static readonly TimeSpan RefusalTakes = TimeSpan.FromMilliseconds(500);

    /// <returns>Whether the cookie is on its way. False for a wrong name or password, and for an account that is disabled, locked or has no password yet.</returns>
    public async Task<bool> TryAsync(string name, string password, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (await accounts.FindByNameAsync(name) is { IsDisabled: false, HasPassword: true } account)
        {
            var result = await signIn.CheckPasswordSignInAsync(account, password, lockoutOnFailure: true);
            if (result.Succeeded)
            {
                await signIn.SignInAsync(account, isPersistent: false);
                return true;
            }
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
}

/// <summary>What a password is compared with where there is no account: as much work as with one.</summary>
internal sealed class NobodysPassword(IPasswordHasher<Account> hasher)
{
    public Account Account { get; } = new() { Role = string.Empty, CreatedAt = default, CreatedBy = string.Empty };

    public string Hash { get; } = hasher.HashPassword(null!, Guid.Empty.ToString());
}
