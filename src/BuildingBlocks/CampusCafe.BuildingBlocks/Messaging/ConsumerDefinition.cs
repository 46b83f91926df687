using System.Reflection;
using CampusCafe.BuildingBlocks.Contracts;
using MediatR;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What a consumer handles and from which modules' outboxes it comes.</summary>
/// <param name="Name">The consumer's stable name.</param>
/// <param name="Sources">Modules whose outboxes hold deliveries for it.</param>
/// <param name="Subscriptions">By message type: makes the request that MediatR dispatches.</param>
public sealed record ConsumerDefinition(
    string Name, IReadOnlyList<string> Sources, IReadOnlyDictionary<Type, Func<IMessage, IRequest>> Subscriptions)
{
    /// <summary>Finds the consumer's handlers in its module's assembly.</summary>
    public static ConsumerDefinition Of<TConsumer>(Assembly module, IReadOnlyList<string> sources)
        where TConsumer : IConsumer =>
        new(TConsumer.Name, sources, MessageTypesOf<TConsumer>(module).ToDictionary(type => type, Wrapper<TConsumer>));

    private static IEnumerable<Type> MessageTypesOf<TConsumer>(Assembly module) =>
        from type in module.GetTypes()
        where type is { IsClass: true, IsAbstract: false }
        from handler in BaseTypesOf(type)
        where handler.IsGenericType
            && handler.GetGenericTypeDefinition() == typeof(MessageHandler<,>)
            && handler.GetGenericArguments()[0] == typeof(TConsumer)
        select handler.GetGenericArguments()[1];

    private static IEnumerable<Type> BaseTypesOf(Type type)
    {
        for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
        {
            yield return ancestor;
        }
    }

    private static Func<IMessage, IRequest> Wrapper<TConsumer>(Type messageType)
        where TConsumer : IConsumer =>
        typeof(ConsumerDefinition).GetMethod(nameof(Wrap), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(typeof(TConsumer), messageType)
            .CreateDelegate<Func<IMessage, IRequest>>();

    private static IRequest Wrap<TConsumer, TMessage>(IMessage message)
        where TConsumer : IConsumer
        where TMessage : IMessage =>
        new Delivery<TConsumer, TMessage>((TMessage)message);
}
