namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A module's outbox as relays see it. Every call is a short unit of work of its own: nothing stays open at the source.</summary>
internal interface IOutboxSource
{
    string Module { get; }

    /// <summary>In order of sequence, without stalled keys; a prefix of each key.</summary>
    Task<IReadOnlyList<PendingMessage>> ReadNewAsync(string consumer, int limit, CancellationToken cancellationToken);

    /// <summary>Those that are due the longest.</summary>
    Task<DueStalls> ReadStalledAsync(string consumer, int limit, CancellationToken cancellationToken);

    /// <summary>What became of a batch, in one transaction.</summary>
    /// <param name="consumer">Whose.</param>
    /// <param name="done">The consumer has committed them (or knew them already): they go, and so do their stalls.</param>
    /// <param name="failed">Their keys are left out of reads until their next attempts.</param>
    /// <param name="newer">
    /// Their keys are left to hosts that can read the messages: they are stalled so that people see why they wait. From here on
    /// this host leaves out of its reads what waits for such messages.
    /// </param>
    /// <param name="cancellationToken">Before the commit.</param>
    Task EndAsync(
        string consumer,
        IReadOnlyCollection<PendingMessage> done,
        IReadOnlyCollection<FailedMessage> failed,
        IReadOnlyCollection<PendingMessage> newer,
        CancellationToken cancellationToken);

    /// <summary>Ends stalls whose deliveries are gone, deleted by hand: nothing else would.</summary>
    /// <returns>Whether there were any.</returns>
    Task<bool> ForgetOrphansAsync(string consumer, CancellationToken cancellationToken);

    /// <summary>When the next stalled key goes on here, which may be over by now; null when there is none.</summary>
    Task<DateTimeOffset?> NextAttemptAsync(string consumer, CancellationToken cancellationToken);
}
