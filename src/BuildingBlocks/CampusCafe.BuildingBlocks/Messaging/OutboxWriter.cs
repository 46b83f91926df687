using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Turns what an aggregate has to say into rows of the same unit of work.</summary>
internal sealed class OutboxWriter(MessageCatalog catalog, TimeProvider time)
{
    public async Task WriteAsync(ModuleDbContext context, AggregateRoot aggregate, CancellationToken cancellationToken)
    {
        var current = context.Scope.GetRequiredService<CurrentMessage>();
        var correlationId = Correlate(aggregate, current);
        var messages = aggregate.TakeMessages();
        foreach (var message in messages)
        {
            Write(context, aggregate, message, correlationId, current);
        }

        foreach (var call in aggregate.TakeCalls())
        {
            await RequestAsync(context, call, correlationId, current, cancellationToken);
        }

        // Whoever speaks is versioned: so the log's sequence is the commit order of each aggregate.
        var entry = context.Entry(aggregate);
        if (messages.Count > 0 && entry.State is EntityState.Unchanged)
        {
            entry.State = EntityState.Modified;
        }
    }

    internal static string Correlate(AggregateRoot aggregate, CurrentMessage current)
    {
        if (aggregate is not ICorrelated correlated)
        {
            return current.CorrelationId;
        }

        if (correlated.CorrelationId.Length == 0)
        {
            correlated.Correlate(current.CorrelationId);
        }

        return correlated.CorrelationId;
    }

    private void Write(ModuleDbContext context, AggregateRoot aggregate, IMessage message, string correlationId, CurrentMessage current)
    {
        var now = time.GetUtcNow();
        var row = new OutboxMessage
        {
            Id = Guid.CreateVersion7(now),
            AggregateType = aggregate.AggregateType,
            AggregateId = message.Key,
            Type = catalog.WireNameOf(message.GetType()),
            Payload = MessageCatalog.Serialize(message),
            CorrelationId = correlationId,
            CausationId = current.CausationId,
            TraceParent = current.TraceParent,
            OccurredAt = now,
        };
        context.Entry(row).State = EntityState.Added; // As Add does, which would first look through a graph that isn't there.
        foreach (var consumer in catalog.ConsumersOf(message))
        {
            context.Entry(new OutboxDelivery { Consumer = consumer, MessageId = row.Id, Key = message.Key }).State = EntityState.Added;
            context.JobsToNudge.Add(JobNames.RelayOf(consumer));
        }
    }

    private async Task RequestAsync(
        ModuleDbContext context, RequestedCall request, string correlationId, CurrentMessage current, CancellationToken cancellationToken)
    {
        var call = await context.FindAsync<OutgoingCall>([request.SubjectId, request.Operation], cancellationToken);
        if (call is null)
        {
            context.Add(OutgoingCall.Request(
                context.Schema, request, correlationId, current.CausationId, current.TraceParent, time.GetUtcNow()));
        }
        else
        {
            call.MakeDue(time.GetUtcNow());
        }

        context.NudgeCalls();
    }
}
