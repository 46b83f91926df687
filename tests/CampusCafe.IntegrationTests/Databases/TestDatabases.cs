using CampusCafe.IntegrationTests.Databases;
using CampusCafe.Testing.Databases;

[assembly: AssemblyFixture(typeof(TestDatabases))]

namespace CampusCafe.IntegrationTests.Databases;

/// <summary>The database servers of this run of the tests: started by the first test that needs one, stopped after the last.</summary>
public sealed class TestDatabases : IAsyncDisposable
{
    private static readonly Lazy<Task<PostgresServer?>> Postgres = new(PostgresServer.FindAsync);

    internal static async Task<PostgresServer> PostgresAsync()
    {
        var server = await Postgres.Value;
        Assert.SkipWhen(
            server is null,
            $"No PostgreSQL: install its server (Debian: postgresql), or name one in {PostgresServer.Variable} as a connection string that may create databases.");
        return server!;
    }

    public async ValueTask DisposeAsync()
    {
        if (Postgres.IsValueCreated && await Postgres.Value is { } server)
        {
            await server.DisposeAsync();
        }
    }
}
