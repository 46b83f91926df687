using System.Text.Json.Nodes;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>The target as one release of the program has it. The first is <see cref="TargetConsumer"/>.</summary>
internal interface IRelease : IConsumer
{
    /// <summary>As this release says it.</summary>
    static abstract IMessage Ping(OrderId id, int number);
}

/// <summary>Ping is at version 2: <c>number</c> has become <c>count</c>, and a ping has a tone.</summary>
internal sealed class SecondRelease : IRelease
{
    public static string Name => TargetDbContext.Module;

    public static IMessage Ping(OrderId id, int number) => new PingWithTone(id, number, "high");

    [WireName("target.ping", Version = 2)]
    [Upcaster<PingV1>(from: 1)]
    internal sealed record PingWithTone(OrderId OrderId, int Count, string Tone) : ICommand, IOrderMessage;

    internal sealed class PingV1 : IUpcaster
    {
        public void Upcast(JsonObject payload)
        {
            payload["count"] = payload["number"]!.GetValue<int>();
            payload["tone"] = "plain";
            payload.Remove("number");
        }
    }

    internal sealed class HandlePing(TargetDbContext context) : MessageHandler<SecondRelease, PingWithTone>
    {
        protected override Task HandleAsync(PingWithTone message, CancellationToken cancellationToken)
        {
            context.Add(new Receipt { OrderId = message.OrderId, Number = message.Count });
            return Task.CompletedTask;
        }
    }
}

/// <summary>Ping is at version 3: its tone is a number.</summary>
internal sealed class ThirdRelease : IRelease
{
    public static string Name => TargetDbContext.Module;

    public static IMessage Ping(OrderId id, int number) => new PingWithPitch(id, number, 880);

    [WireName("target.ping", Version = 3)]
    [Upcaster<SecondRelease.PingV1>(from: 1)]
    [Upcaster<PingV2>(from: 2)]
    internal sealed record PingWithPitch(OrderId OrderId, int Count, int Pitch) : ICommand, IOrderMessage;

    internal sealed class PingV2 : IUpcaster
    {
        public void Upcast(JsonObject payload) => payload["pitch"] = payload["tone"]!.GetValue<string>() == "high" ? 880 : 440;
    }

    /// <summary>Its effect shows the pitch too: how the ping has come through the chain.</summary>
    internal sealed class HandlePing(TargetDbContext context) : MessageHandler<ThirdRelease, PingWithPitch>
    {
        protected override Task HandleAsync(PingWithPitch message, CancellationToken cancellationToken)
        {
            context.Add(new Receipt { OrderId = message.OrderId, Number = message.Count + message.Pitch });
            return Task.CompletedTask;
        }
    }
}
