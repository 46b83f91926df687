using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Database.SqlServer;

public static class SqlServerRegistration
{
    public static void AddSqlServer(this IHostApplicationBuilder builder) => builder.Services.AddSingleton<IDatabase, SqlServerDatabase>();
}
