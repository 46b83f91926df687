using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>One schema with its tables and its migrations.</summary>
public abstract class SchemaDbContext : DbContext
{
    protected SchemaDbContext(DbContextOptions options)
        : base(options) =>
        // Also a single statement gets a transaction: what waits for the commit (nudges, SQLite's write gate) relies on it.
        Database.AutoTransactionBehavior = AutoTransactionBehavior.Always;

    /// <summary>The schema's name: lower case, stable.</summary>
    public abstract string Schema { get; }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UtcConverter>();

    protected sealed override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasDefaultSchema(Schema);
        ConfigureModel(modelBuilder);
        ConfigureWholeModel(modelBuilder);
        modelBuilder.UseSnakeCaseColumns();
    }

    protected abstract void ConfigureModel(ModelBuilder model);

    /// <summary>The last word, about all that <see cref="ConfigureModel"/> has put in.</summary>
    private protected virtual void ConfigureWholeModel(ModelBuilder model)
    {
    }
}
