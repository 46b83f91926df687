using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>A webhook that has been dealt with: a provider sends each until it is answered, and sometimes again.</summary>
public sealed class WebhookEvent
{
    /// <summary>The provider's id of the event.</summary>
    public required string Id { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }
}

public static class WebhookModel
{
    public static void AddWebhookEvents(this ModelBuilder model) => model.Entity<WebhookEvent>(received =>
    {
        received.ToTable("webhook_events");
        received.HasKey(e => e.Id);
        received.HasIndex(e => e.ReceivedAt);
        received.Property(e => e.Id).HasMaxLength(MessagingModel.KeyLength);
    });
}
