using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using CampusCafe.PostgresTests;
using CampusCafe.Testing.Databases;

[assembly: AssemblyFixture(typeof(OnPostgres))]

namespace CampusCafe.PostgresTests;

/// <summary>The server of this run: started by the first test that needs it, stopped after the last.</summary>
public sealed class OnPostgres : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer?>> Server = new(PostgresServer.FindAsync);

    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "Every test of this project runs on PostgreSQL, those that don't know of it too.")]
    internal static void Choose() => ShopDatabase.Current = new PostgresShops(ServerAsync);

    internal static async Task<PostgresServer> ServerAsync()
    {
        var server = await Server.Value;
        Assert.SkipWhen(
            server is null,
            $"No PostgreSQL: install its server (Debian: postgresql), start Docker, or name one in {PostgresServer.Variable} as a connection string that may create databases.");
        return server!;
    }

    public async ValueTask DisposeAsync()
    {
        if (Server.IsValueCreated && await Server.Value is { } server)
        {
            await server.DisposeAsync();
        }
    }
}
