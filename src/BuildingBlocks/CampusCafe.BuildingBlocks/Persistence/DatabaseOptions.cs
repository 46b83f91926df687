using CampusCafe.BuildingBlocks.Modules;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>Which kind of database the schemas are on, and where.</summary>
public sealed class DatabaseOptions
{
    public const string Section = "Database";

    /// <summary><c>Sqlite</c>, <c>Postgres</c> or <c>SqlServer</c>.</summary>
    public string Provider { get; set; } = "Sqlite";

    /// <summary>The server and database that all modules share; not for SQLite.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>By module: what differs for it, such as a login that sees no schema but its own.</summary>
    public Dictionary<string, ModuleDatabaseOptions> Modules { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <exception cref="HostStartException">There is none.</exception>
    public string ConnectionStringOf(string module) =>
        Modules.GetValueOrDefault(module)?.ConnectionString is { Length: > 0 } own ? own
        : ConnectionString is { Length: > 0 } shared ? shared
        : throw new HostStartException(
            $"{Section}:{nameof(ConnectionString)} must be set when {Section}:{nameof(Provider)} is {Provider}: the server, the database and a login.");
}

public sealed class ModuleDatabaseOptions
{
    /// <summary>Instead of <see cref="DatabaseOptions.ConnectionString"/>.</summary>
    public string? ConnectionString { get; set; }
}
