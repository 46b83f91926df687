using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Database.Postgres;

public static class PostgresRegistration
{
    public static void AddPostgres(this IHostApplicationBuilder builder) => builder.Services.AddSingleton<IDatabase, PostgresDatabase>();
}
