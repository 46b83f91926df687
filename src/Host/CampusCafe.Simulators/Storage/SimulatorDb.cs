using CampusCafe.Simulators.Carrier;
using CampusCafe.Simulators.Idempotency;
using CampusCafe.Simulators.Ledger;
using CampusCafe.Simulators.Payments;
using CampusCafe.Simulators.Webhooks;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace CampusCafe.Simulators.Storage;

internal sealed class SimulatorDb(DbContextOptions<SimulatorDb> options) : DbContext(options)
{
    public DbSet<PaymentIntent> Intents => Set<PaymentIntent>();

    public DbSet<Refund> Refunds => Set<Refund>();

    public DbSet<Shipment> Shipments => Set<Shipment>();

    public DbSet<PaymentEffect> PaymentEffects => Set<PaymentEffect>();

    public DbSet<ShipmentEffect> ShipmentEffects => Set<ShipmentEffect>();

    public DbSet<IdempotencyRecord> IdempotencyRecords => Set<IdempotencyRecord>();

    public DbSet<OutgoingWebhook> Webhooks => Set<OutgoingWebhook>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<PaymentIntent>(static e =>
        {
            e.HasKey(static x => x.Sequence);
            e.HasIndex(static x => x.Id).IsUnique();
        });
        modelBuilder.Entity<Refund>(static e =>
        {
            e.HasKey(static x => x.Sequence);
            e.HasIndex(static x => x.IntentId);
        });
        modelBuilder.Entity<Shipment>(static e =>
        {
            e.HasKey(static x => x.Reference);
            e.Property(static x => x.Status).HasConversion<string>();
            e.HasIndex(static x => x.DeliverAt);
        });
        modelBuilder.Entity<PaymentEffect>().HasKey(static x => x.Sequence);
        modelBuilder.Entity<ShipmentEffect>().HasKey(static x => x.Sequence);
        modelBuilder.Entity<IdempotencyRecord>(static e =>
        {
            e.HasKey(static x => new { x.Provider, x.Key });
            e.HasIndex(static x => x.FirstUsedAt);
        });
        modelBuilder.Entity<OutgoingWebhook>(static e =>
        {
            e.HasKey(static x => x.Sequence);
            e.HasIndex(static x => new { x.Subject, x.Sequence });
        });
    }

    // SQLite can neither compare nor order DateTimeOffset.
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        static at => at.ToUnixTimeMilliseconds(),
        static stored => DateTimeOffset.FromUnixTimeMilliseconds(stored));
}
