namespace CampusCafe.Testing.Databases;

/// <summary>The kind of database that shops are opened on. A test project chooses one for all its tests.</summary>
internal abstract class ShopDatabase
{
    public static ShopDatabase Current { get; set; } = new SqliteShops();

    /// <summary>Of the host, on a server.</summary>
    public static IReadOnlyList<string> Schemas { get; } = ["accounts", "inventory", "operations", "ordering", "payments", "quartz", "shipping"];

    /// <summary>Of the crash points, one of so many is tried in every run of the tests: hundreds of lives take their time. Odd, so that both sides come.</summary>
    public virtual int CrashesEvery => 3;

    /// <summary>Empty, and nobody else's.</summary>
    public abstract Task<ShopData> CreateAsync();
}

/// <summary>The data of one shop, which may be opened again and again; gone when disposed.</summary>
internal abstract class ShopData : IAsyncDisposable
{
    /// <summary>As on the command line, without the leading dashes: where a host finds it.</summary>
    public abstract IReadOnlyList<string> Settings { get; }

    /// <summary>The same once more. Nobody may have this one open.</summary>
    public abstract Task<ShopData> CopyAsync();

    /// <summary>What the database's own check of its files finds, where it has one; empty when all are sound.</summary>
    public abstract Task<IReadOnlyList<string>> DamagesAsync();

    public abstract ValueTask DisposeAsync();
}
