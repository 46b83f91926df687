using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Ordering.Menu;
using CampusCafe.Ordering.Orders;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Ordering.Persistence;

internal sealed class OrderingDbContext(DbContextOptions<OrderingDbContext> options) : ModuleDbContext(options)
{
    private const int CodeLength = 64;
    private const int TextLength = 1000;
    private const int CurrencyLength = 3;

    public override string Schema => OrderingModule.ModuleName;

    public DbSet<MenuItem> Menu => Set<MenuItem>();

    public DbSet<Order> Orders => Set<Order>();

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.AddIdempotencyKeys();

        model.Entity<MenuItem>(item =>
        {
            item.ToTable("menu_items");
            item.HasKey(i => i.Id);
            item.Property(i => i.Id).HasColumnName("item_id");
            item.Property(i => i.Name).HasMaxLength(TextLength);
            item.ComplexProperty(i => i.UnitPrice, money => money.Property(m => m.Currency).HasMaxLength(CurrencyLength));
        });

        model.Entity<Order>(order =>
        {
            order.ToTable("orders");
            order.HasKey(o => o.Id);
            order.Property(o => o.Id).HasColumnName("order_id").ValueGeneratedNever();
            order.Property(o => o.Lines).HasJsonConversion();
            order.Property(o => o.Customer).HasJsonConversion();
            order.Property(o => o.ShipTo).HasJsonConversion();
            order.Property(o => o.AttentionReasons).HasJsonConversion();
            order.Property(o => o.PaymentMethod).HasMaxLength(CheckoutLimits.PaymentMethod);
            order.Property(o => o.FailureMessage).HasMaxLength(Order.MaxFailureMessage);
            order.Property(o => o.CorrelationId).HasMaxLength(128);
            order.ComplexProperty(o => o.Total, money => money.Property(m => m.Currency).HasMaxLength(CurrencyLength));
            order.ComplexProperty(o => o.Saga, saga =>
            {
                saga.Property(s => s.State).HasConversion<string>().HasMaxLength(CodeLength);
                saga.Property(s => s.Stock).HasConversion<string>().HasMaxLength(CodeLength);
                saga.Property(s => s.Payment).HasConversion<string>().HasMaxLength(CodeLength);
                saga.Property(s => s.Shipment).HasConversion<string>().HasMaxLength(CodeLength);
                saga.Property(s => s.Goods).HasConversion<string>().HasMaxLength(CodeLength);
                saga.Property(s => s.Cause).HasConversion<string>().HasMaxLength(CodeLength);
                saga.Property(s => s.Attention).HasConversion<int>();
                saga.Ignore(s => s.Awaited);
            });
            order.Property(o => o.CustomerEmail).HasMaxLength(CheckoutLimits.Email);
            order.HasIndex(o => o.DeadlineAt);
            // What people look for. None of these changes with each step of the saga.
            order.HasIndex(o => o.PlacedAt);
            order.HasIndex(o => o.ShippedAt);
            order.HasIndex(o => o.CustomerEmail);
            order.HasIndex(o => o.CorrelationId);
            order.HasIndex(o => new { o.NeedsAttention, o.PlacedAt });
        });
    }
}
