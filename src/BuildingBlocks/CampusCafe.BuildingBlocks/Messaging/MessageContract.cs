using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Modules;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>A type of message with the versions of it that are read: an older payload is upcast step by step, and read as the newest.</summary>
internal sealed class MessageContract
{
    /// <summary>Members that nobody knows are skipped; one without a default that is missing, or a null where none may be, is an error.</summary>
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
    };

    private readonly WireNameAttribute wireName;
    private readonly Dictionary<int, IUpcaster> upcasters;

    /// <exception cref="InvalidOperationException">The type bears no <see cref="WireNameAttribute"/>.</exception>
    /// <exception cref="HostStartException">Its chain of upcasters has a hole, or a step too many.</exception>
    public MessageContract(Type type)
    {
        Type = type;
        wireName = type.GetCustomAttribute<WireNameAttribute>() ?? throw new InvalidOperationException($"{type.Name} has no wire name.");
        UpcasterAttribute[] steps = [.. type.GetCustomAttributes<UpcasterAttribute>()];
        CheckChain([.. steps.Select(step => step.From)]);
        upcasters = steps.ToDictionary(step => step.From, step => step.Create());
    }

    public Type Type { get; }

    /// <summary>Without a version.</summary>
    public string Name => wireName.Name;

    /// <summary>The newest, which is the type's own.</summary>
    public int Version => wireName.Version;

    public static string Serialize(IMessage message) => JsonSerializer.Serialize(message, message.GetType(), Json);

    /// <exception cref="UndecodableMessageException">A version that isn't read here.</exception>
    public void CheckReads(int version)
    {
        if (version > Version)
        {
            throw new UndecodableMessageException($"{Name}.v{version} was written by a newer program; this one reads it up to version {Version}.");
        }

        if (version < wireName.OldestVersion)
        {
            throw new UndecodableMessageException($"{Name}.v{version} is no longer read: this program reads it from version {wireName.OldestVersion} on.");
        }
    }

    /// <exception cref="UndecodableMessageException">A version that isn't read here, a payload that isn't one, or an upcaster that fails.</exception>
    public IMessage Read(int version, string payload)
    {
        CheckReads(version);
        try
        {
            var message = version == Version ? JsonSerializer.Deserialize(payload, Type, Json) : Upcast(version, payload).Deserialize(Type, Json);
            return message as IMessage ?? throw new UndecodableMessageException($"The payload of a {Name}.v{version} is null.");
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or FormatException)
        {
            throw UndecodableMessageException.OfPayload($"{Name}.v{version}", exception);
        }
    }

    private JsonObject Upcast(int from, string payload)
    {
        var json = JsonNode.Parse(payload) as JsonObject ?? throw new UndecodableMessageException($"The payload of a {Name}.v{from} is no object.");
        for (var version = from; version < Version; version++)
        {
            try
            {
                upcasters[version].Upcast(json);
            }
            catch (Exception exception)
            {
                // Its text may quote the payload, and exceptions are logged.
                throw new UndecodableMessageException(
                    $"{upcasters[version].GetType().Name} can't make a {Name}.v{version} a v{version + 1} ({exception.GetType().Name}).");
            }
        }

        return json;
    }

    private void CheckChain(IReadOnlyCollection<int> steps)
    {
        if (wireName.OldestVersion < 1 || wireName.OldestVersion > Version)
        {
            throw new HostStartException(
                $"{Name} is at version {Version}, and can't be read from version {wireName.OldestVersion} on. Correct the versions in the wire name of {Type.Name}.");
        }

        for (var version = wireName.OldestVersion; version < Version; version++)
        {
            var found = steps.Count(from => from == version);
            if (found == 0)
            {
                throw new HostStartException(
                    $"{Name} is at version {Version}, and nothing makes its version {version} a version {version + 1}. "
                    + $"Put [Upcaster<…>(from: {version})] on {Type.Name}; or, once nothing so old is stored anywhere, OldestVersion = {version + 1} into its wire name.");
            }

            if (found > 1)
            {
                throw new HostStartException($"{found} upcasters make version {version} of {Name} a version {version + 1}. Keep one of those on {Type.Name}.");
            }
        }

        foreach (var from in steps.Where(from => from < wireName.OldestVersion || from >= Version))
        {
            throw new HostStartException(
                $"{Type.Name} has an upcaster from version {from}, but {Name} is read from version {wireName.OldestVersion} on and is at version {Version}. Remove the upcaster, or correct the versions.");
        }
    }
}
