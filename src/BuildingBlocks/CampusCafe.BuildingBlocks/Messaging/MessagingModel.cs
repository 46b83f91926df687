using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>The messaging tables, the same in every module's schema.</summary>
internal static class MessagingModel
{
    internal const int KeyLength = 255;
    internal const int NameLength = 128;
    internal const int ErrorLength = 2000;

    /// <summary>20: enough to see how a failure changed, little enough to keep beside each message.</summary>
    internal const int MaxErrors = 20;

    public static void AddMessaging(this ModelBuilder model)
    {
        model.Entity<OutboxMessage>(message =>
        {
            message.ToTable("outbox_messages");
            message.HasKey(m => m.Sequence);
            message.Property(m => m.Sequence).ValueGeneratedOnAdd();
            message.HasIndex(m => m.Id).IsUnique();
            message.HasIndex(m => m.AggregateId);
            message.Property(m => m.AggregateType).HasColumnName("aggregatetype").HasMaxLength(NameLength);
            message.Property(m => m.AggregateId).HasColumnName("aggregateid").HasMaxLength(KeyLength);
            message.Property(m => m.Type).HasMaxLength(NameLength);
            message.Property(m => m.CorrelationId).HasMaxLength(NameLength);
            message.Property(m => m.TraceParent).HasColumnName("traceparent").HasMaxLength(NameLength);
        });

        model.Entity<OutboxDelivery>(delivery =>
        {
            delivery.ToTable("outbox_deliveries");
            delivery.HasKey(d => d.Sequence);
            delivery.Property(d => d.Sequence).ValueGeneratedOnAdd();
            delivery.HasIndex(d => new { d.Consumer, d.Sequence });
            delivery.Property(d => d.Consumer).HasMaxLength(NameLength);
            delivery.Property(d => d.Key).HasMaxLength(KeyLength);
        });

        model.Entity<OutboxStall>(stall =>
        {
            stall.ToTable("outbox_stalls");
            stall.HasKey(s => new { s.Consumer, s.Key });
            stall.Property(s => s.Consumer).HasMaxLength(NameLength);
            stall.Property(s => s.Key).HasMaxLength(KeyLength);
            stall.Property(s => s.LastError).HasMaxLength(ErrorLength);
            stall.Property(s => s.Errors).HasJsonConversion();
        });

        model.Entity<InboxMessage>(inbox =>
        {
            inbox.ToTable("inbox_messages");
            inbox.HasKey(m => new { m.MessageId, m.Consumer });
            inbox.HasIndex(m => m.HandledAt);
            inbox.Property(m => m.Consumer).HasMaxLength(NameLength);
            inbox.Property(m => m.Outcome).HasConversion<string>().HasMaxLength(NameLength);
        });

        model.Entity<DeadLetter>(dead =>
        {
            dead.ToTable("dead_letters");
            dead.HasKey(d => new { d.MessageId, d.Consumer });
            dead.HasIndex(d => new { d.Consumer, d.Status });
            dead.HasIndex(d => new { d.Consumer, d.DiedAt });
            dead.HasIndex(d => d.DiscardedAt);
            dead.Property(d => d.Consumer).HasMaxLength(NameLength);
            dead.Property(d => d.Key).HasMaxLength(KeyLength);
            dead.Property(d => d.Type).HasMaxLength(NameLength);
            dead.Property(d => d.CorrelationId).HasMaxLength(NameLength);
            dead.Property(d => d.TraceParent).HasColumnName("traceparent").HasMaxLength(NameLength);
            dead.Property(d => d.Status).HasConversion<string>().HasMaxLength(NameLength);
            dead.Property(d => d.Errors).HasJsonConversion();
            dead.Property(d => d.DiscardReason).HasMaxLength(DeadLetter.MaxReasonLength);
        });
    }
}
