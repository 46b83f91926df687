using System.Linq.Expressions;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.BuildingBlocks.Calls;

public enum CallState
{
    /// <summary>To be made when its time comes.</summary>
    Open,

    /// <summary>Tried so often that a person should know; probed now and then until it is settled.</summary>
    Parked,

    /// <summary>Its outcome is certain.</summary>
    Settled,
}

/// <summary>
/// A durable intent to call the outside: written before anything is sent, leased for each try, settled together with
/// the state change and the reply that follow from it. It is the only retry there is.
/// </summary>
public sealed class OutgoingCall : AggregateRoot, ICorrelated
{
    private const string AggregateTypeName = "outgoing-call";

    /// <summary>The other states by name: an index finds them, however long the history. It wouldn't find what merely isn't settled.</summary>
    public static readonly Expression<Func<OutgoingCall, bool>> IsUnsettled = call => call.State == CallState.Open || call.State == CallState.Parked;

    public Guid SubjectId { get; private init; }

    /// <summary>With the subject the primary key: a payment is captured by one call, however many tries that takes.</summary>
    public string Operation { get; private init; } = string.Empty;

    public OrderId OrderId { get; private init; }

    public string Module { get; private init; } = string.Empty;

    public CallState State { get; private set; }

    public CallOutcome LastOutcome { get; private set; }

    public string? LastDetail { get; private set; }

    /// <summary>A new generation is a new idempotency key: only after proof that nothing happened under the old one.</summary>
    public int Generation { get; private set; } = 1;

    /// <summary>Tries begun, also those whose end nobody saw.</summary>
    public int Attempts { get; private set; }

    public DateTimeOffset DueAt { get; private set; }

    public DateTimeOffset? FirstSentAt { get; private set; }

    public string? LeaseOwner { get; private set; }

    public DateTimeOffset? LeaseUntil { get; private set; }

    /// <summary>Made due while a try was under way (a webhook is often quicker than the answer): the next follows at once.</summary>
    public bool HurryAfterTry { get; private set; }

    public DateTimeOffset CreatedAt { get; private init; }

    public DateTimeOffset? SettledAt { get; private set; }

    public string CorrelationId { get; private init; } = string.Empty;

    public Guid? CausationId { get; private init; }

    public string? TraceParent { get; private init; }

    public override string AggregateType => AggregateTypeName;

    public string IdempotencyKey => $"{SubjectId}:{Operation}:{Generation}";

    /// <summary>The code under which people see that this call needs them.</summary>
    public string AttentionReason => $"{Module}.{Operation}";

    void ICorrelated.Correlate(string correlationId)
    {
    }

    internal static OutgoingCall Request(
        string module, RequestedCall request, string correlationId, Guid? causationId, string? traceParent, DateTimeOffset now) => new()
        {
            SubjectId = request.SubjectId,
            Operation = request.Operation,
            OrderId = request.OrderId,
            Module = module,
            DueAt = now,
            CreatedAt = now,
            CorrelationId = correlationId,
            CausationId = causationId,
            TraceParent = traceParent,
        };

    /// <summary>Asked for again, or something says that its outcome can be known now.</summary>
    public void MakeDue(DateTimeOffset now)
    {
        if (State is CallState.Settled)
        {
            return;
        }

        if (LeaseOwner is not null)
        {
            HurryAfterTry = true;
        }
        else if (now < DueAt)
        {
            DueAt = now;
        }
    }

    /// <summary>The provider has told the outcome unasked: there is nothing left to find out.</summary>
    public void Learn(CallResult outcome, DateTimeOffset now)
    {
        if (State is CallState.Settled)
        {
            return;
        }

        (LeaseOwner, LeaseUntil) = (null, null);
        (LastOutcome, LastDetail) = (outcome.Outcome(), outcome.Detail());
        Settle(now);
    }

    /// <summary>Begins a try: from here on something may have been sent.</summary>
    internal CallLease Lease(string owner, DateTimeOffset until, DateTimeOffset now)
    {
        var request = new CallRequest(SubjectId, OrderId, Operation, IdempotencyKey, AskFirst: Attempts > 0, FirstSentAt);
        Attempts++;
        FirstSentAt ??= now;
        (LeaseOwner, LeaseUntil) = (owner, until);
        return new CallLease(request, owner, Attempts, Generation, CorrelationId, TraceParent);
    }

    /// <summary>Whether that try is still the one under way: not ended, and not taken over.</summary>
    internal bool IsUnder(CallLease lease) => (LeaseOwner, Attempts, Generation) == (lease.Owner, lease.Number, lease.Generation);

    /// <summary>Ends a try.</summary>
    /// <param name="result">What is known now.</param>
    /// <param name="settles">Whether this is an answer for good; a refused undo isn't.</param>
    /// <param name="options">Attempts and delays.</param>
    /// <param name="now">The time.</param>
    internal void End(CallResult result, bool settles, OutgoingCallOptions options, DateTimeOffset now)
    {
        (LeaseOwner, LeaseUntil) = (null, null);
        if (result is CallResult.NotSent)
        {
            // As if it had never been tried: what was known before is still all that is known.
            Attempts--;
            DueAt = now + options.CircuitBreak;
            return;
        }

        // Proof that nothing happened opens a new key, which is sent at once. Only once in a row: a provider that has no
        // better answers than proofs is asked as seldom as any other.
        HurryAfterTry |= result is CallResult.NothingHappened && LastOutcome is not CallOutcome.NothingHappened;
        (LastOutcome, LastDetail) = (result.Outcome(), result.Detail());
        if (settles)
        {
            Settle(now);
            return;
        }

        if (LastOutcome is CallOutcome.NothingHappened or CallOutcome.Refused)
        {
            Generation++;
        }

        TryAgainLater(options, now);
    }

    private void TryAgainLater(OutgoingCallOptions options, DateTimeOffset now)
    {
        var isParking = Attempts >= options.AttemptsBeforeParking;
        DueAt = (HurryAfterTry, isParking) switch
        {
            (true, _) => now,
            (_, true) => now + options.ProbeParkedEvery,
            _ => now + Backoff.After(Attempts, options.FirstRetryAfter, options.LongestRetryAfter, options.Jitter),
        };
        HurryAfterTry = false;
        if (isParking && State is not CallState.Parked)
        {
            State = CallState.Parked;
            Send(new AttentionRaised(OrderId, AttentionReason));
        }
    }

    private void Settle(DateTimeOffset now)
    {
        if (State is CallState.Parked)
        {
            Send(new AttentionCleared(OrderId, AttentionReason));
        }

        State = CallState.Settled;
        SettledAt = now;
    }
}
