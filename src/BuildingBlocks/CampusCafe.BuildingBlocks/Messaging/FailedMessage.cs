using CampusCafe.BuildingBlocks.Domain;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A message that failed by itself.</summary>
internal sealed record FailedMessage(PendingMessage Message, Exception Exception)
{
    /// <summary>This one included.</summary>
    public int Attempts => Message.FailedAttempts + 1;

    /// <summary>It had not failed before.</summary>
    public bool IsNew => Message.FailedAttempts == 0;

    /// <summary>What is kept of the failure.</summary>
    public string Error { get; } = $"{Exception.GetType().Name}: {Exception.Message}".Bounded(MessagingModel.ErrorLength);
}
