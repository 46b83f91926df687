using System.Text.Json;

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

    /// <summary>Says where and how, and keeps neither the text of the cause nor the cause: both may quote the payload, and exceptions are logged.</summary>
    internal static UndecodableMessageException OfPayload(string wireName, Exception cause) => new(cause is JsonException json
        ? $"The payload is no {wireName}, at line {(json.LineNumber ?? 0) + 1}, byte {json.BytePositionInLine ?? 0}."
        : $"The payload is no {wireName} ({cause.GetType().Name}).");
}
