using CampusCafe.BuildingBlocks.Contracts;
using MediatR;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A message on its way to one consumer, as the relay sends it through MediatR.</summary>
public sealed record Delivery<TConsumer, TMessage>(TMessage Message) : IRequest
    where TConsumer : IConsumer
    where TMessage : IMessage;

/// <summary>
/// Handles one type of message in the relay's unit of work: load by primary key (a query doesn't see what the batch has
/// added), refuse by value, throw only for bugs and outages, never save.
/// </summary>
public abstract class MessageHandler<TConsumer, TMessage> : IRequestHandler<Delivery<TConsumer, TMessage>>
    where TConsumer : IConsumer
    where TMessage : IMessage
{
    public async Task<Unit> Handle(Delivery<TConsumer, TMessage> request, CancellationToken cancellationToken)
    {
        await HandleAsync(request.Message, cancellationToken);
        return Unit.Value;
    }

    protected abstract Task HandleAsync(TMessage message, CancellationToken cancellationToken);
}
