namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What a relay takes up at once.</summary>
/// <param name="New">What nobody has tried, at most one per key: a later one must see what the earlier one did.</param>
/// <param name="Again">What failed before, likewise.</param>
/// <param name="Newer">What only a newer program can read.</param>
/// <param name="HasOrphans">Stalls were due whose deliveries are gone.</param>
/// <param name="IsAll">Nothing that was due had to be left for the next one, nor can there be more behind what failed before.</param>
internal sealed record PendingBatch(
    IReadOnlyList<PendingMessage> New, IReadOnlyList<PendingMessage> Again, IReadOnlyList<PendingMessage> Newer, bool HasOrphans, bool IsAll)
{
    public static readonly PendingBatch None = new([], [], [], HasOrphans: false, IsAll: true);

    public bool IsEmpty => New.Count + Again.Count + Newer.Count == 0;
}
