namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>No number of attempts will make sense of this message to this program: it goes to the dead letters at once.</summary>
public sealed class UndecodableMessageException : Exception
{
    public UndecodableMessageException()
    {
    }

    public UndecodableMessageException(string message)
        : base(message)
    {
    }

    public UndecodableMessageException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
