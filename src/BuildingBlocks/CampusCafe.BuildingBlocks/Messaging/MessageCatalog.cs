using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Which messages there are, what they are called on the wire, and who handles them.</summary>
public sealed class MessageCatalog
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private readonly ConcurrentDictionary<Type, string> wireNames = new();
    private readonly Dictionary<string, Type> types = [];
    private readonly Dictionary<Type, string[]> consumers;

    /// <exception cref="InvalidOperationException">Two types share a wire name, or a command has several consumers.</exception>
    public MessageCatalog(IEnumerable<ConsumerDefinition> definitions)
    {
        consumers = definitions
            .SelectMany(consumer => consumer.Subscriptions.Keys, (consumer, type) => (Type: type, consumer.Name))
            .GroupBy(pair => pair.Type, pair => pair.Name)
            .ToDictionary(group => group.Key, group => group.ToArray());

        foreach (var (type, names) in consumers)
        {
            if (!types.TryAdd(WireNameOf(type), type))
            {
                throw new InvalidOperationException($"Two message types are called {WireNameOf(type)}.");
            }

            if (type.IsAssignableTo(typeof(ICommand)) && names.Length > 1)
            {
                throw new InvalidOperationException($"The command {type.Name} has several consumers: {string.Join(", ", names)}.");
            }
        }
    }

    /// <summary>The name with its version, e.g. <c>inventory.hold-stock.v1</c>.</summary>
    /// <exception cref="InvalidOperationException">The type bears no <see cref="WireNameAttribute"/>.</exception>
    public string WireNameOf(Type type) => wireNames.GetOrAdd(type, static t =>
        t.GetCustomAttribute<WireNameAttribute>()?.FullName ?? throw new InvalidOperationException($"{t.Name} has no wire name."));

    /// <summary>Who gets the message; empty for an event that nobody listens to.</summary>
    /// <exception cref="InvalidOperationException">A command that nobody handles.</exception>
    public IReadOnlyList<string> ConsumersOf(IMessage message)
    {
        if (consumers.TryGetValue(message.GetType(), out var names))
        {
            return names;
        }

        return message is ICommand ? throw new InvalidOperationException($"Nobody handles {message.GetType().Name}.") : [];
    }

    /// <exception cref="UndecodableMessageException">No such type is handled here.</exception>
    public Type TypeOf(string wireName) =>
        types.GetValueOrDefault(wireName) ?? throw new UndecodableMessageException($"No message type is called {wireName}.");

    public static string Serialize(IMessage message) => JsonSerializer.Serialize(message, message.GetType(), Json);

    /// <exception cref="UndecodableMessageException">Unknown type, or a payload that isn't one.</exception>
    public IMessage Deserialize(string wireName, string payload)
    {
        var type = TypeOf(wireName);
        try
        {
            return JsonSerializer.Deserialize(payload, type, Json) as IMessage
                ?? throw new UndecodableMessageException($"The payload of a {wireName} is null.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException)
        {
            throw UndecodableMessageException.OfPayload(wireName, exception);
        }
    }
}
