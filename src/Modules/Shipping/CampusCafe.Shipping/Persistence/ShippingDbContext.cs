using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Shipping.Contracts;
using CampusCafe.Shipping.Shipments;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Shipping.Persistence;

internal sealed class ShippingDbContext(DbContextOptions<ShippingDbContext> options) : ModuleDbContext(options)
{
    private const int CodeLength = 64;

    public override string Schema => ShippingModule.ModuleName;

    public DbSet<Shipment> Shipments => Set<Shipment>();

    protected override void ConfigureModuleConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<ShipmentId>().HaveConversion<TypedIdConverter<ShipmentId>>();

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.AddOutgoingCalls();
        model.AddWebhookEvents();

        model.Entity<Shipment>(shipment =>
        {
            shipment.ToTable("shipments");
            shipment.HasKey(s => s.OrderId);
            shipment.Property(s => s.OrderId).ValueGeneratedNever();
            shipment.HasIndex(s => s.Id).IsUnique();
            shipment.HasIndex(s => new { s.Status, s.PollAt });
            shipment.Property(s => s.Id).HasColumnName("shipment_id");
            shipment.Property(s => s.Status).HasConversion<string>().HasMaxLength(CodeLength);
            shipment.Property(s => s.ShipTo).HasJsonConversion();
            shipment.Property(s => s.Items).HasJsonConversion();
            shipment.Property(s => s.TrackingNumber).HasMaxLength(Shipment.MaxTrackingNumber);
            shipment.Property(s => s.RefusalMessage).HasMaxLength(Shipment.MaxMessage);
            shipment.Property(s => s.CorrelationId).HasMaxLength(128);
        });
    }
}
