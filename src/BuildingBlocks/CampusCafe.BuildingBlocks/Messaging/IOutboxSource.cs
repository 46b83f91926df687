namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A module's outbox as relays see it. Every call is a short unit of work of its own: nothing stays open at the source.</summary>
internal interface IOutboxSource
{
    string Module { get; }

    Task<bool> HasPendingAsync(string consumer, CancellationToken cancellationToken);

    /// <summary>In order of sequence, without stalled keys; a prefix of each key.</summary>
    Task<IReadOnlyList<PendingMessage>> ReadAsync(string consumer, int limit, CancellationToken cancellationToken);

    /// <summary>The consumer has committed them (or knew them already).</summary>
    Task DeleteAsync(string consumer, IReadOnlyCollection<PendingMessage> messages, CancellationToken cancellationToken);

    /// <summary>Leave the message's key out of reads until its next attempt.</summary>
    Task StallAsync(string consumer, PendingMessage message, string error, CancellationToken cancellationToken);

    /// <summary>
    /// Leave the message's key to hosts that can read the message: it is stalled so that people see why it waits, with no
    /// attempt counted, and due for everyone. From here on this host leaves out of its reads what waits for such a message.
    /// </summary>
    Task LeaveToNewerAsync(string consumer, PendingMessage message, string reason, CancellationToken cancellationToken);

    /// <summary>When the next stalled key may go on here; null when none is stalled.</summary>
    Task<DateTimeOffset?> NextAttemptAsync(string consumer, CancellationToken cancellationToken);
}
