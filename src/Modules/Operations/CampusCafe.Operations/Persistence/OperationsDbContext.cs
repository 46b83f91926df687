using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Operations.Actions;
using CampusCafe.Operations.Keys;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Operations.Persistence;

internal sealed class OperationsDbContext(DbContextOptions<OperationsDbContext> options) : SchemaDbContext(options)
{
    public override string Schema => OperationsModule.ModuleName;

    public DbSet<StoredKey> Keys => Set<StoredKey>();

    public DbSet<RecordedAction> Actions => Set<RecordedAction>();

    protected override void ConfigureModel(ModelBuilder model)
    {
        model.Entity<StoredKey>(key =>
        {
            key.ToTable("data_protection_keys");
            key.HasKey(k => k.Sequence);
            key.Property(k => k.Sequence).ValueGeneratedOnAdd();
            key.Property(k => k.Name).HasMaxLength(StoredKey.MaxName);
        });

        model.Entity<RecordedAction>(action =>
        {
            action.ToTable("actions");
            action.HasKey(a => a.Sequence);
            action.Property(a => a.Sequence).ValueGeneratedOnAdd();
            action.Property(a => a.Person).HasMaxLength(RecordedAction.MaxName);
            action.Property(a => a.PersonKind).HasMaxLength(RecordedAction.MaxName);
            action.Property(a => a.Action).HasMaxLength(RecordedAction.MaxName);
            action.Property(a => a.Subject).HasMaxLength(RecordedAction.MaxSubject);
            action.Property(a => a.State).HasConversion<string>().HasMaxLength(RecordedAction.MaxName);
            action.Property(a => a.Note).HasMaxLength(RecordedAction.MaxNote);
            action.Property(a => a.CorrelationId).HasMaxLength(RecordedAction.MaxName);
        });
    }
}
