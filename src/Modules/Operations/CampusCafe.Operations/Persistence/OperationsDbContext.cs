using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Actions;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Jobs;
using CampusCafe.Operations.Keys;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Operations.Persistence;

internal sealed class OperationsDbContext(DbContextOptions<OperationsDbContext> options) : SchemaDbContext(options)
{
    public override string Schema => OperationsModule.ModuleName;

    public DbSet<StoredKey> Keys => Set<StoredKey>();

    public DbSet<RecordedAction> Actions => Set<RecordedAction>();

    public DbSet<StoredRun> JobRuns => Set<StoredRun>();

    public DbSet<StoredOverride> JobOverrides => Set<StoredOverride>();

    public DbSet<LivingHost> Hosts => Set<LivingHost>();

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

        model.Entity<LivingHost>(host =>
        {
            host.ToTable("hosts");
            host.HasKey(h => h.Id);
            host.Property(h => h.Id).HasColumnName("host_id").ValueGeneratedNever();
            host.Property(h => h.Machine).HasMaxLength(LivingHost.MaxText);
            host.Property(h => h.Version).HasMaxLength(LivingHost.MaxText);
            host.Property(h => h.Running).HasJsonConversion();
        });

        model.Entity<StoredRun>(run =>
        {
            run.ToTable("job_runs");
            run.HasKey(r => r.Sequence);
            run.Property(r => r.Sequence).ValueGeneratedOnAdd();
            run.HasIndex(r => new { r.Job, r.Sequence });
            run.HasIndex(r => r.StartedAt);
            run.Property(r => r.Job).HasMaxLength(StoredRun.MaxName);
            run.Property(r => r.Machine).HasMaxLength(StoredRun.MaxName);
            run.Property(r => r.Outcome).HasConversion<string>().HasMaxLength(StoredRun.MaxName);
            run.Property(r => r.Error).HasMaxLength(StoredRun.MaxError);
            run.Ignore(r => r.Duration);
        });

        model.Entity<StoredOverride>(decided =>
        {
            decided.ToTable("job_overrides");
            decided.HasKey(o => o.Job);
            decided.Property(o => o.Job).HasMaxLength(StoredRun.MaxName);
            decided.Property(o => o.Schedule).HasMaxLength(JobSchedule.MaxLength);
            decided.Property(o => o.ChangedBy).HasMaxLength(StoredRun.MaxName);
            decided.Property(o => o.Version).IsConcurrencyToken();
        });
    }
}
