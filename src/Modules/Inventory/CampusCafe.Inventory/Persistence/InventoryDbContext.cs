using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Inventory.Holds;
using CampusCafe.Inventory.Stock;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Inventory.Persistence;

internal sealed class InventoryDbContext(DbContextOptions<InventoryDbContext> options) : ModuleDbContext(options)
{
    private const int CodeLength = 64;

    public override string Schema => InventoryModule.ModuleName;

    public DbSet<StockItem> Stock => Set<StockItem>();

    public DbSet<Hold> Holds => Set<Hold>();

    public DbSet<StockMovement> Movements => Set<StockMovement>();

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.AddIdempotencyKeys();

        model.Entity<StockItem>(item =>
        {
            item.ToTable("stock_items", table =>
            {
                table.HasCheckConstraint("ck_stock_items_held", "held >= 0");
                table.HasCheckConstraint("ck_stock_items_on_hand", "on_hand >= held");
            });
            item.HasKey(i => i.Id);
            item.Property(i => i.Id).HasColumnName("item_id");
            item.Ignore(i => i.Available);
        });

        model.Entity<Hold>(hold =>
        {
            hold.ToTable("holds");
            hold.HasKey(h => h.OrderId);
            hold.Property(h => h.OrderId).ValueGeneratedNever();
            hold.Property(h => h.Status).HasConversion<string>().HasMaxLength(CodeLength);
            hold.Property(h => h.Items).HasJsonConversion();
            hold.Property(h => h.Reason).HasMaxLength(Hold.MaxReason);
            hold.Property(h => h.CorrelationId).HasMaxLength(128);
            hold.HasIndex(h => new { h.Status, h.ExpiresAt });
        });

        model.Entity<StockMovement>(movement =>
        {
            movement.ToTable("stock_movements");
            movement.HasKey(m => m.Sequence);
            movement.Property(m => m.Sequence).ValueGeneratedOnAdd();
            movement.Property(m => m.Kind).HasConversion<string>().HasMaxLength(CodeLength);
            movement.HasIndex(m => m.ItemId);
        });
    }
}
