using Microsoft.Data.SqlClient;

namespace CampusCafe.Database.SqlServer;

/// <summary>By number: https://learn.microsoft.com/sql/relational-databases/errors-events/database-engine-events-and-errors</summary>
internal static class SqlServerErrors
{
    public const int UniqueIndex = 2601;
    public const int UniqueConstraint = 2627;
    public const int LockTimeout = 1222;
    public const int DeadlockVictim = 1205;
    public const int LoginFailed = 18456;
    public const int NoSuchDatabase = 4060;
    public const int PermissionDenied = 229;
    public const int CreateDenied = 262;

    /// <summary>20: from this severity on the server ends the connection.</summary>
    private const byte Fatal = 20;

    private static readonly HashSet<int> Unavailable =
    [
        -2, // No answer in time.
        -1, 2, 53, 64, 121, 233, 258, 10053, 10054, 10060, 10061, 11001, // Not reached, or cut off.
        NoSuchDatabase, LoginFailed, // The database or the login isn't there: not yet, or not any more.
        6005, 17142, 17197, // Shutting down, paused, starting.
        823, 824, 825, 1105, 9002, // Input and output; no room for data or for the log.
        3906, 3908, 976, 978, // Read-only, in emergency, on a secondary.
        596, 40197, 40501, 40613, 49918, 49919, 49920, // The session was ended; busy, moved or being made.
    ];

    public static bool MeansUnavailable(SqlException exception) => exception.Class >= Fatal || Unavailable.Contains(exception.Number);

    /// <summary>All of the pool are in use: the client has no type or number for it, only a text, in the language of the process.</summary>
    public static bool MeansNoFreeConnection(Exception? exception)
    {
        const string Words = "prior to obtaining a connection from the pool";
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception.GetType() == typeof(InvalidOperationException) && exception.Message.Contains(Words, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }
}
