using Npgsql;

namespace CampusCafe.Database.Postgres;

/// <summary>Settings that matter, for whoever hasn't chosen them in the connection string.</summary>
internal static class PostgresConnection
{
    /// <summary>
    /// 3 s: a session that froze in a transaction (a stopped process, a cut cable) gives its locks up, and another host goes on.
    /// 2 s: nobody waits longer for a row or for a consumer's lock than until the next look.
    /// 1.1: queues are read in order by their index; at the default of 4 all that waits is sorted while a table has no statistics.
    /// </summary>
    private const string SessionOptions = "-c idle_in_transaction_session_timeout=3s -c lock_timeout=2s -c random_page_cost=1.1";

    private const int PreparedStatements = 100;

    /// <exception cref="ArgumentException">Npgsql refuses it; also <see cref="FormatException"/> and <see cref="NotSupportedException"/>.</exception>
    public static string Complete(string connectionString)
    {
        var given = new NpgsqlConnectionStringBuilder(connectionString);
        if (!given.ShouldSerialize("Max Auto Prepare"))
        {
            given.MaxAutoPrepare = PreparedStatements;
        }

        if (!given.ShouldSerialize("No Reset On Close"))
        {
            given.NoResetOnClose = true; // Nothing here changes a session: a reset would be a round trip for nothing.
        }

        given.ApplicationName ??= "CampusCafe";
        given.Options ??= SessionOptions;
        using var checkedOnly = NpgsqlDataSource.Create(given); // What the builder lets pass: no host, a pool that is larger at least than at most.
        return given.ConnectionString;
    }
}
