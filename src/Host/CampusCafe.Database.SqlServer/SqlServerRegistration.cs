using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CampusCafe.Database.SqlServer;

public static class SqlServerRegistration
{
    public static void AddSqlServer(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<SqlServerDatabase>();
        builder.Services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<SqlServerDatabase>());
        builder.Services.AddClusterOnServer(
            provider => provider.GetRequiredService<SqlServerDatabase>().ConnectionsOf(QuartzDbContext.Name), (store, connections) => store.UseSqlServer(connections));
    }
}
