namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>Something one module tells another through its outbox. Never sent in memory.</summary>
public interface IMessage
{
    /// <summary>Messages with the same key reach a consumer in the order in which they were written. At most 255 characters.</summary>
    string Key { get; }
}

/// <summary>Asks exactly one consumer to do something; named in the imperative.</summary>
public interface ICommand : IMessage;

/// <summary>Says what has happened, to any number of consumers; named in the past tense.</summary>
public interface IEvent : IMessage;

/// <summary>A message about one order: keyed by it, so that everything about an order stays in order.</summary>
public interface IOrderMessage : IMessage
{
    OrderId OrderId { get; }

    string IMessage.Key => OrderId.ToString();
}
