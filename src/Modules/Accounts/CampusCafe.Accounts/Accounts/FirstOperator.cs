using Microsoft.AspNetCore.DataProtection;

namespace CampusCafe.Accounts.Accounts;

/// <summary>
/// While nobody can act, whoever reads the host's output may: a link that makes one account, once. Any host of the
/// database takes it, as they share the keys.
/// </summary>
internal sealed class FirstOperator(IDataProtectionProvider protection, TimeProvider time)
{
    public static readonly TimeSpan LinkLasts = TimeSpan.FromHours(24);

    private readonly ITimeLimitedDataProtector protector = protection.CreateProtector(nameof(FirstOperator)).ToTimeLimitedDataProtector();

    public string NewToken() => protector.Protect(Guid.CreateVersion7(time.GetUtcNow()).ToString(), time.GetUtcNow() + LinkLasts);

    /// <returns>Which link; null when it has run out or was never one.</returns>
    public Guid? Read(string? token)
    {
        try
        {
            return string.IsNullOrEmpty(token) ? null : Guid.Parse(protector.Unprotect(token));
        }
        catch (System.Security.Cryptography.CryptographicException)
        {
            return null;
        }
    }
}
