using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>The tables of intents and tries, in the schema of each module that calls the outside.</summary>
public static class CallModel
{
    public static void AddOutgoingCalls(this ModelBuilder model)
    {
        model.Entity<OutgoingCall>(call =>
        {
            call.ToTable("outgoing_calls");
            call.HasKey(c => new { c.SubjectId, c.Operation });
            call.HasIndex(c => new { c.State, c.DueAt });
            call.HasIndex(c => c.OrderId);
            call.HasIndex(c => c.SettledAt);
            call.Property(c => c.Operation).HasMaxLength(MessagingModel.NameLength);
            call.Property(c => c.Module).HasMaxLength(MessagingModel.NameLength);
            call.Property(c => c.State).HasConversion<string>().HasMaxLength(MessagingModel.NameLength);
            call.Property(c => c.LastOutcome).HasConversion<string>().HasMaxLength(MessagingModel.NameLength);
            call.Property(c => c.LastDetail).HasMaxLength(MessagingModel.ErrorLength);
            call.Property(c => c.LeaseOwner).HasMaxLength(MessagingModel.NameLength);
            call.Property(c => c.CorrelationId).HasMaxLength(MessagingModel.NameLength);
            call.Property(c => c.TraceParent).HasColumnName("traceparent").HasMaxLength(MessagingModel.NameLength);
        });

        model.Entity<CallTry>(attempt =>
        {
            attempt.ToTable("outgoing_call_tries");
            attempt.HasKey(t => t.Sequence);
            attempt.Property(t => t.Sequence).ValueGeneratedOnAdd();
            attempt.HasIndex(t => t.OrderId);
            attempt.HasIndex(t => t.EndedAt);
            attempt.Property(t => t.Operation).HasMaxLength(MessagingModel.NameLength);
            attempt.Property(t => t.IdempotencyKey).HasMaxLength(MessagingModel.KeyLength);
            attempt.Property(t => t.Outcome).HasConversion<string>().HasMaxLength(MessagingModel.NameLength);
            attempt.Property(t => t.Detail).HasMaxLength(MessagingModel.ErrorLength);
        });
    }
}
