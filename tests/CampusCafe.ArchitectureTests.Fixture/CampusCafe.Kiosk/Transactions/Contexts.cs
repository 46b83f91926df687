using CampusCafe.Bakery;
using CampusCafe.Bakery.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace CampusCafe.Kiosk.Transactions;

internal sealed class KioskDbContext(DbContextOptions<KioskDbContext> options) : ModuleDbContext(options)
{
    public override string Schema => "kiosk";

    public DbSet<Loaf>? Foreign { get; set; }

    // BuildingBlocks' tables are in every schema.
    public DbSet<OutboxMessage>? Shared { get; set; }

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<Dough>();
        model.Entity<Newspaper>(paper => paper.OwnsOne<Oven>("oven", oven => oven.HasKey("id")));
    }
}

internal sealed class SecondDbContext(DbContextOptions<SecondDbContext> options) : DbContext(options);

internal sealed class Newspaper;

internal sealed class VersionMapping : IEntityTypeConfiguration<Version>
{
    public void Configure(EntityTypeBuilder<Version> builder)
    {
    }
}
