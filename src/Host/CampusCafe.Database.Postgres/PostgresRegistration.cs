using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Quartz;

namespace CampusCafe.Database.Postgres;

public static class PostgresRegistration
{
    public static void AddPostgres(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<PostgresDatabase>();
        builder.Services.AddSingleton<IDatabase>(provider => provider.GetRequiredService<PostgresDatabase>());
        builder.Services.AddClusterOnServer(
            provider => provider.GetRequiredService<PostgresDatabase>().ConnectionsOf(QuartzDbContext.Name), (store, connections) => store.UsePostgres(connections));
    }
}
