namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A module's outbox as relays see it. Every call is a short unit of work of its own: nothing stays open at the source.</summary>
internal interface IOutboxSource
{
    string Module { get; }

    /// <summary>One statement, so that an idle host costs little.</summary>
    Task<Waiting> LookAsync(string consumer, CancellationToken cancellationToken);

    /// <summary>In order of sequence, without stalled keys; a prefix of each key.</summary>
    Task<IReadOnlyList<PendingMessage>> ReadNewAsync(string consumer, int limit, CancellationToken cancellationToken);

    /// <summary>The first of each stalled key whose next attempt is due.</summary>
    Task<IReadOnlyList<PendingMessage>> ReadStalledAsync(string consumer, int limit, CancellationToken cancellationToken);

    /// <summary>The consumer has committed them (or knew them already).</summary>
    Task DeleteAsync(string consumer, IReadOnlyCollection<PendingMessage> messages, CancellationToken cancellationToken);

    /// <summary>Leave the keys of messages that failed out of reads until their next attempts.</summary>
    Task StallAsync(string consumer, IReadOnlyCollection<FailedMessage> failures, CancellationToken cancellationToken);

    /// <summary>
    /// Leave the keys to hosts that can read the messages: they are stalled so that people see why they wait, with no
    /// attempt counted, and due for everyone. From here on this host leaves out of its reads what waits for such messages.
    /// </summary>
    Task LeaveToNewerAsync(string consumer, IReadOnlyCollection<PendingMessage> messages, CancellationToken cancellationToken);

    /// <summary>Ends stalls whose deliveries are gone, deleted by hand: nothing else would.</summary>
    /// <returns>Whether there were any.</returns>
    Task<bool> ForgetOrphansAsync(string consumer, CancellationToken cancellationToken);

    /// <summary>When the next stalled key goes on here that isn't due yet; null when there is none.</summary>
    Task<DateTimeOffset?> NextAttemptAsync(string consumer, CancellationToken cancellationToken);
}
