namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What a relay takes up at once.</summary>
/// <param name="Messages">At most one per key: a later one must see what the earlier one did.</param>
/// <param name="Newer">Likewise: what only a newer program can read.</param>
/// <param name="IsAll">Nothing that was due when it was read had to be left for the next one.</param>
internal sealed record PendingBatch(IReadOnlyList<PendingMessage> Messages, IReadOnlyList<PendingMessage> Newer, bool IsAll)
{
    public static readonly PendingBatch None = new([], [], IsAll: true);

    public bool IsEmpty => Messages.Count + Newer.Count == 0;
}
