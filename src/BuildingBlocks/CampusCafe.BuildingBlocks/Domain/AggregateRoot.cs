using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.BuildingBlocks.Domain;

/// <summary>
/// What is loaded, changed and saved as one. It collects what it has to say; the unit of work turns messages into
/// outbox rows, domain events into in-process notifications and requested calls into durable intents, all in the
/// transaction that saves the change.
/// </summary>
public abstract class AggregateRoot
{
    private readonly List<IMessage> messages = [];
    private readonly List<IDomainEvent> domainEvents = [];
    private readonly List<RequestedCall> calls = [];

    /// <summary>Counts saves; the concurrency token.</summary>
    public long Version { get; internal set; }

    /// <summary>The outbox's <c>aggregatetype</c>: a stable, lower-case name.</summary>
    public abstract string AggregateType { get; }

    internal bool HasSomethingToSay => messages.Count + domainEvents.Count + calls.Count > 0;

    /// <summary>Tell other modules, through the outbox.</summary>
    protected void Send(IMessage message) => messages.Add(message);

    /// <summary>Tell this module, in the same unit of work.</summary>
    protected void Raise(IDomainEvent domainEvent) => domainEvents.Add(domainEvent);

    /// <summary>Ask for a call to the outside; asking again for one that is still open makes it due at once.</summary>
    protected void Call(RequestedCall call) => calls.Add(call);

    internal IReadOnlyList<IMessage> TakeMessages() => Take(messages);

    internal IReadOnlyList<IDomainEvent> TakeDomainEvents() => Take(domainEvents);

    internal IReadOnlyList<RequestedCall> TakeCalls() => Take(calls);

    private static T[] Take<T>(List<T> list)
    {
        if (list.Count == 0)
        {
            return [];
        }

        T[] taken = [.. list];
        list.Clear();
        return taken;
    }
}
