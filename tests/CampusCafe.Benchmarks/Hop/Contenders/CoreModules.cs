using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Benchmarks.Hop.Contenders;

/// <summary>The module that publishes.</summary>
internal sealed class OrdersDbContext(DbContextOptions<OrdersDbContext> options) : ModuleDbContext(options)
{
    public const string Module = "schema_a";

    public override string Schema => Module;

    protected override void ConfigureModel(ModelBuilder model) => model.Entity<Order>(order =>
    {
        order.ToTable("orders");
        order.Property(o => o.Id).ValueGeneratedNever();
        order.Property(o => o.Quantity).HasColumnName("qty");
    });
}

internal sealed class Order : AggregateRoot
{
    public required Guid Id { get; init; }

    public required string Item { get; init; }

    public required int Quantity { get; init; }

    public required DateTimeOffset Created { get; init; }

    public override string AggregateType => "order";

    public static Order Place(OrderPlaced message, DateTimeOffset now)
    {
        var order = Silent(message, now);
        order.Send(message);
        return order;
    }

    /// <summary>One of which nobody is told.</summary>
    public static Order Silent(OrderPlaced message, DateTimeOffset now) =>
        new() { Id = message.OrderId.Value, Item = message.Item, Quantity = message.Quantity, Created = now };
}

/// <summary>The module that consumes.</summary>
internal sealed class ReservationsDbContext(DbContextOptions<ReservationsDbContext> options) : ModuleDbContext(options)
{
    public const string Module = "schema_b";

    public override string Schema => Module;

    protected override void ConfigureModel(ModelBuilder model) => model.Entity<Reservation>(reservation =>
    {
        reservation.ToTable("reservations");
        reservation.Property(r => r.Id).ValueGeneratedNever();
        reservation.HasIndex(r => r.OrderId).IsUnique();
        reservation.Property(r => r.Quantity).HasColumnName("qty");
    });
}

internal sealed class Reservation
{
    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    public required int Quantity { get; init; }
}

internal sealed class ReservationsConsumer : IConsumer
{
    public static string Name => ReservationsDbContext.Module;
}

internal sealed class ReserveWhenOrderPlaced(ReservationsDbContext context, CoreProgress progress) : MessageHandler<ReservationsConsumer, OrderPlaced>
{
    protected override Task HandleAsync(OrderPlaced message, CancellationToken cancellationToken)
    {
        context.Add(new Reservation { Id = Guid.CreateVersion7(), OrderId = message.OrderId.Value, Quantity = message.Quantity });
        context.AfterCommit(progress.CountOne);
        return Task.CompletedTask;
    }
}

/// <summary>Tells whoever measures.</summary>
/// <param name="CountOne">One more message's effect is committed.</param>
internal sealed record CoreProgress(Action CountOne);
