using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using CampusCafe.Accounts.Persistence;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Accounts.Keys;

/// <summary>Named keys for programs.</summary>
internal sealed class ApiKeys(AccountsDbContext context, IDatabase database, TimeProvider time)
{
    /// <summary>In front of every key, so that people and scanners of repositories know what they have found.</summary>
    private const string Prefix = "cafe_";

    /// <summary>32: 256 bits.</summary>
    private const int SecretBytes = 32;

    private static readonly int Length = Prefix.Length + Base64Url.GetEncodedLength(SecretBytes);

    /// <summary>By what a client sent; null when no key is that one, or it is revoked.</summary>
    public async Task<ApiKey?> FindAsync(string sent, CancellationToken cancellationToken)
    {
        if (sent.Length != Length || !sent.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null; // No key looks like that: the database needn't be asked.
        }

        var hash = HashOf(sent);
        return await context.Keys.AsNoTracking().FirstOrDefaultAsync(key => key.Hash == hash && key.RevokedAt == null, cancellationToken);
    }

    public async Task<IReadOnlyList<ApiKey>> ListAsync(CancellationToken cancellationToken) =>
        await context.Keys.AsNoTracking().OrderBy(key => key.RevokedAt != null).ThenBy(key => key.Name).ToListAsync(cancellationToken);

    /// <returns>The key, which can't be had again; null when there is one of that name already.</returns>
    public async Task<string?> CreateAsync(string name, string role, string by, CancellationToken cancellationToken)
    {
        var secret = Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        var now = time.GetUtcNow();
        context.Add(new ApiKey { Id = Guid.CreateVersion7(now), Name = name, Hash = HashOf(secret), Role = role, CreatedAt = now, CreatedBy = by });
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return secret;
        }
        catch (DbUpdateException exception) when (database.IsUniqueViolation(exception))
        {
            return null;
        }
    }

    /// <returns>The key as it is now; null when there is none of that name.</returns>
    public async Task<(ApiKey Key, bool IsRevokedNow)?> RevokeAsync(string name, CancellationToken cancellationToken)
    {
        if (await context.Keys.FirstOrDefaultAsync(key => key.Name == name, cancellationToken) is not { } key)
        {
            return null;
        }

        if (key.RevokedAt is not null)
        {
            return (key, false);
        }

        key.RevokedAt = time.GetUtcNow();
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return (key, true);
        }
        catch (DbUpdateConcurrencyException)
        {
            await context.Entry(key).ReloadAsync(cancellationToken); // Somebody else was quicker.
            return (key, false);
        }
    }

    private static string HashOf(string key) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
