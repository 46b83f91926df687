using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Benchmarks.Hop.Contenders;

internal sealed class FloorOrder
{
    public required Guid Id { get; init; }

    public required string Item { get; init; }

    public required int Quantity { get; init; }

    public required DateTime Created { get; init; }
}

internal sealed class FloorOutboxRow
{
    public required long Id { get; init; }

    public required Guid MessageId { get; init; }

    public required string Type { get; init; }

    public required string Body { get; init; }
}

internal sealed class FloorReservation
{
    public required Guid Id { get; init; }

    public required Guid OrderId { get; init; }

    public required int Quantity { get; init; }
}

internal sealed class FloorInboxRow
{
    public required Guid MessageId { get; init; }

    public required DateTime Received { get; init; }
}

internal sealed class FloorOrdersContext(DbContextOptions<FloorOrdersContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<FloorOrder>(order =>
        {
            order.ToTable("orders", "schema_a");
            order.Property(o => o.Id).HasColumnName("id").ValueGeneratedNever();
            order.Property(o => o.Item).HasColumnName("item");
            order.Property(o => o.Quantity).HasColumnName("qty");
            order.Property(o => o.Created).HasColumnName("created");
        });
        modelBuilder.Entity<FloorOutboxRow>(row =>
        {
            row.ToTable("outbox", "schema_a");
            row.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
            row.Property(r => r.MessageId).HasColumnName("msg_id");
            row.Property(r => r.Type).HasColumnName("type");
            row.Property(r => r.Body).HasColumnName("body");
        });
    }
}

internal sealed class FloorReservationsContext(DbContextOptions<FloorReservationsContext> options) : DbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<FloorReservation>(reservation =>
        {
            reservation.ToTable("reservations", "schema_b");
            reservation.Property(r => r.Id).HasColumnName("id").ValueGeneratedNever();
            reservation.Property(r => r.OrderId).HasColumnName("order_id");
            reservation.Property(r => r.Quantity).HasColumnName("qty");
        });
        modelBuilder.Entity<FloorInboxRow>(row =>
        {
            row.ToTable("inbox", "schema_b");
            row.HasKey(r => r.MessageId);
            row.Property(r => r.MessageId).HasColumnName("msg_id").ValueGeneratedNever();
            row.Property(r => r.Received).HasColumnName("received");
        });
    }
}
