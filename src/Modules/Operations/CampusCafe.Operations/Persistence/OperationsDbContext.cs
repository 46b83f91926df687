using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Operations.Keys;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Operations.Persistence;

internal sealed class OperationsDbContext(DbContextOptions<OperationsDbContext> options) : SchemaDbContext(options)
{
    public override string Schema => OperationsModule.ModuleName;

    public DbSet<StoredKey> Keys => Set<StoredKey>();

    protected override void ConfigureModel(ModelBuilder model) => model.Entity<StoredKey>(key =>
    {
        key.ToTable("data_protection_keys");
        key.HasKey(k => k.Sequence);
        key.Property(k => k.Sequence).ValueGeneratedOnAdd();
        key.Property(k => k.Name).HasMaxLength(StoredKey.MaxName);
    });
}
