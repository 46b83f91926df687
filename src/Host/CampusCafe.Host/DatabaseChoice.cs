using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Database.Postgres;
using CampusCafe.Database.SqlServer;
using CampusCafe.Database.Sqlite;

namespace CampusCafe.Host;

/// <summary><c>Database:Provider</c>: SQLite unless something else is asked for.</summary>
internal static class DatabaseChoice
{
    private static readonly Dictionary<string, Action<IHostApplicationBuilder>> Providers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["Sqlite"] = builder => builder.AddSqlite(),
        ["Postgres"] = builder => builder.AddPostgres(),
        ["SqlServer"] = builder => builder.AddSqlServer(),
    };

    /// <exception cref="HostStartException">There is no such provider.</exception>
    public static void AddDatabase(this WebApplicationBuilder builder)
    {
        builder.Services.AddSettings<DatabaseOptions>(DatabaseOptions.Section).ValidateOnStart();
        var provider = builder.Configuration[$"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}"] ?? new DatabaseOptions().Provider;
        if (!Providers.TryGetValue(provider, out var add))
        {
            throw new HostStartException(
                $"{DatabaseOptions.Section}:{nameof(DatabaseOptions.Provider)}: there is no '{provider}'. Choose one of {string.Join(", ", Providers.Keys)}.");
        }

        add(builder);
    }
}
