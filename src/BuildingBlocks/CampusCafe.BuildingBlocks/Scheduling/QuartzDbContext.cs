using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>
/// The schema of the cluster's scheduler, which is made with the others. Its tables are Quartz's own: only the migrations
/// know them.
/// </summary>
public sealed class QuartzDbContext(DbContextOptions<QuartzDbContext> options) : SchemaDbContext(options)
{
    public const string Name = "quartz";

    public override string Schema => Name;

    protected override void ConfigureModel(ModelBuilder model)
    {
    }
}
