using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>
/// A used key with its answer, written in the transaction of what it asked for: a twin waits on the primary key and
/// then replays, a crash leaves neither.
/// </summary>
public sealed class IdempotencyKey
{
    /// <summary>Longest key, in characters.</summary>
    public const int MaxLength = 255;

    /// <summary>A client that has waited longer than this starts anew.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>Keys of different callers never meet.</summary>
    public required string Caller { get; init; }

    public required string Key { get; init; }

    /// <summary>SHA-256 of route and canonical command, in hex: the same key for something else is refused.</summary>
    public required string RequestHash { get; init; }

    public required int StatusCode { get; init; }

    public required string? Location { get; init; }

    /// <summary>JSON.</summary>
    public required string Body { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }
}

public static class IdempotencyModel
{
    private const int HashLength = 64;
    private const int LocationLength = 500;

    public static void AddIdempotencyKeys(this ModelBuilder model) => model.Entity<IdempotencyKey>(key =>
    {
        key.ToTable("idempotency_keys");
        key.HasKey(k => new { k.Caller, k.Key });
        key.HasIndex(k => k.CreatedAt);
        key.Property(k => k.Caller).HasMaxLength(MessagingModel.NameLength);
        key.Property(k => k.Key).HasMaxLength(IdempotencyKey.MaxLength);
        key.Property(k => k.RequestHash).HasMaxLength(HashLength);
        key.Property(k => k.Location).HasMaxLength(LocationLength);
    });
}
