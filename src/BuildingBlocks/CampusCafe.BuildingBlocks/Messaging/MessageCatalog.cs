using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Modules;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Which messages there are, what they are called on the wire, and who handles them.</summary>
public sealed class MessageCatalog
{
    private readonly ConcurrentDictionary<Type, string> wireNames = new();
    private readonly Dictionary<string, MessageContract> contracts = [];
    private readonly Dictionary<Type, string[]> consumers;

    /// <exception cref="InvalidOperationException">Two types share a name, or a command has several consumers.</exception>
    /// <exception cref="HostStartException">A chain of upcasters isn't complete.</exception>
    public MessageCatalog(IEnumerable<ConsumerDefinition> definitions)
    {
        consumers = definitions
            .SelectMany(consumer => consumer.Subscriptions.Keys, (consumer, type) => (Type: type, consumer.Name))
            .GroupBy(pair => pair.Type, pair => pair.Name)
            .ToDictionary(group => group.Key, group => group.ToArray());

        foreach (var (type, names) in consumers)
        {
            var contract = new MessageContract(type);
            if (!contracts.TryAdd(contract.Name, contract))
            {
                throw new InvalidOperationException($"Two message types are called {contract.Name}: {contracts[contract.Name].Type.Name} and {type.Name}.");
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

    /// <summary>Whether it is a message that is handled here, in a version that only a newer program can read.</summary>
    public bool IsNewer(string wireName) => Find(wireName) is var (contract, version) && version > contract.Version;

    /// <summary>What it is read as, in whatever version it was written.</summary>
    /// <exception cref="UndecodableMessageException">No such type is handled here, or not in this version.</exception>
    public Type TypeOf(string wireName)
    {
        var (contract, version) = Get(wireName);
        contract.CheckReads(version);
        return contract.Type;
    }

    public static string Serialize(IMessage message) => MessageContract.Serialize(message);

    /// <summary>An older version is upcast first.</summary>
    /// <exception cref="UndecodableMessageException">Unknown type or version, a payload that isn't one, or an upcaster that fails.</exception>
    public IMessage Deserialize(string wireName, string payload)
    {
        var (contract, version) = Get(wireName);
        return contract.Read(version, payload);
    }

    private (MessageContract Contract, int Version) Get(string wireName) =>
        Find(wireName) ?? throw new UndecodableMessageException($"No message type is called {wireName}.");

    private (MessageContract Contract, int Version)? Find(string wireName)
    {
        const string Separator = ".v";
        var at = wireName.LastIndexOf(Separator, StringComparison.Ordinal);
        return at > 0
            && int.TryParse(wireName.AsSpan(at + Separator.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && contracts.TryGetValue(wireName[..at], out var contract)
                ? (contract, version)
                : null;
    }
}
