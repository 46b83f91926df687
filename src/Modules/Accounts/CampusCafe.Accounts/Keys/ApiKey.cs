namespace CampusCafe.Accounts.Keys;

/// <summary>A program that may call REST routes behind the scenes. The key itself is shown once and kept nowhere.</summary>
internal sealed class ApiKey
{
    public required Guid Id { get; init; }

    /// <summary>Unique, also among revoked ones: the action log tells them apart by it.</summary>
    public required string Name { get; init; }

    /// <summary>SHA-256 of the key, in hex. Nobody guesses 256 random bits, so nothing slower is needed.</summary>
    public required string Hash { get; init; }

    public required string Role { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string CreatedBy { get; init; }

    public DateTimeOffset? RevokedAt { get; set; }
}
