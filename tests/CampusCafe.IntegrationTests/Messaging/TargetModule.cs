using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>A module that listens, calls the outside, and is asked by it.</summary>
internal sealed class TargetDbContext(DbContextOptions<TargetDbContext> options) : ModuleDbContext(options)
{
    public const string Module = "target";

    public override string Schema => Module;

    public DbSet<Listener> Listeners => Set<Listener>();

    public DbSet<Receipt> Receipts => Set<Receipt>();

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.AddOutgoingCalls();
        model.AddIdempotencyKeys();
        model.AddWebhookEvents();
        model.Entity<Listener>().HasKey(l => l.Id);
        model.Entity<Listener>().Property(l => l.Id).ValueGeneratedNever();
        model.Entity<Receipt>().HasKey(r => r.Sequence);
    }
}

internal sealed class TargetConsumer : IRelease
{
    public static string Name => TargetDbContext.Module;

    public static IMessage Ping(OrderId id, int number) => new Ping(id, number);
}

internal sealed class Listener : AggregateRoot
{
    public required OrderId Id { get; init; }

    public int Heard { get; private set; }

    public string? LastOutcome { get; private set; }

    public override string AggregateType => "listener";

    public void Hear(Ping ping)
    {
        Heard++;
        Send(new Pong(ping.OrderId, ping.Number));
    }

    public void Ask(string operation) => Call(new RequestedCall(Id.Value, Id, operation));

    public void Conclude(CallResult result)
    {
        LastOutcome = result.GetType().Name;
        Send(new Pong(Id, Heard));
    }
}

/// <summary>The effect: one per message, in the order in which they were handled.</summary>
internal sealed class Receipt
{
    public long Sequence { get; init; }

    public required OrderId OrderId { get; init; }

    public required int Number { get; init; }
}

/// <summary>What a test wants to happen while a message is handled.</summary>
internal sealed class Script
{
    public Func<Ping, TargetDbContext, Task> OnPing { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>By the consumer that handles it.</summary>
    public Func<string, Announced, Task> OnAnnounced { get; set; } = (_, _) => Task.CompletedTask;
}

internal sealed class HandlePing(TargetDbContext context, Script script) : MessageHandler<TargetConsumer, Ping>
{
    protected override async Task HandleAsync(Ping message, CancellationToken cancellationToken)
    {
        var listener = await context.Listeners.FindAsync([message.OrderId], cancellationToken)
            ?? context.Add(new Listener { Id = message.OrderId }).Entity;
        listener.Hear(message);
        context.Add(new Receipt { OrderId = message.OrderId, Number = message.Number });
        await script.OnPing(message, context);
    }
}

internal sealed class HandleAnnounced(TargetDbContext context, Script script) : MessageHandler<TargetConsumer, Announced>
{
    protected override Task HandleAsync(Announced message, CancellationToken cancellationToken)
    {
        context.Add(new Receipt { OrderId = message.OrderId, Number = message.Number });
        return script.OnAnnounced(TargetConsumer.Name, message);
    }
}
