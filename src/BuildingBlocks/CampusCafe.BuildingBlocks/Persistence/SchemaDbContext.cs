using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>One schema with its tables and its migrations.</summary>
public abstract class SchemaDbContext(DbContextOptions options) : DbContext(options)
{
    /// <summary>The schema's name: lower case, stable.</summary>
    public abstract string Schema { get; }

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
