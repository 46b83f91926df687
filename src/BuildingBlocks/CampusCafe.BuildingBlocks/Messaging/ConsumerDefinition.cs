using System.Reflection;
using CampusCafe.BuildingBlocks.Contracts;
using MediatR;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>What a consumer handles and from which modules' outboxes it comes.</summary>
/// <param name="Name">The consumer's stable name.</param>
/// <param name="Sources">Modules whose outboxes hold deliveries for it.</param>
/// <param name="Subscriptions">By message type: makes the request that MediatR dispatches.</param>
/// <param name="FinalErrors">Exception types, derived ones included, after which no further attempt is made.</param>
public sealed record ConsumerDefinition(
    string Name,
    IReadOnlyList<string> Sources,
    IReadOnlyDictionary<Type, Func<IMessage, IRequest>> Subscriptions,
    IReadOnlyList<Type> FinalErrors)
{
    /// <summary>Finds the consumer's handlers in its module's assembly.</summary>
    /// <exception cref="ArgumentException">A final error is no exception type.</exception>
    public static ConsumerDefinition Of<TConsumer>(Assembly module, IReadOnlyList<string> sources, IReadOnlyList<Type> finalErrors)
        where TConsumer : IConsumer =>
        finalErrors.FirstOrDefault(type => !type.IsAssignableTo(typeof(Exception))) is { } wrong
            ? throw new ArgumentException($"{wrong.Name} is no exception, so it can't be a final error of {TConsumer.Name}.", nameof(finalErrors))
            : new(TConsumer.Name, sources, MessageTypesOf<TConsumer>(module).ToDictionary(type => type, Wrapper<TConsumer>), finalErrors);

    /// <summary>Whether another attempt could come to nothing else.</summary>
    internal bool IsFinal(Exception exception) =>
        exception is UndecodableMessageException || FinalErrors.Any(type => type.IsInstanceOfType(exception));

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
