using System.Globalization;
using Npgsql;

namespace CampusCafe.Benchmarks.Hop;

/// <summary>What a database and its server have done so far.</summary>
/// <param name="Commits">Transactions of the database. A session tells of its own when it has been idle for 10 s, or at its end.</param>
/// <param name="Statements">Of the measured role, <c>BEGIN</c> and <c>COMMIT</c> included: <c>sum(calls)</c> of pg_stat_statements.</param>
/// <param name="WalBytes">Written by the whole server.</param>
/// <param name="CpuSeconds">Of all processes of the server; null where they aren't on this machine.</param>
internal sealed record ServerReading(long Commits, long Statements, long WalBytes, double? CpuSeconds);

/// <summary>Looks at one database as its owner does. What it asks itself isn't counted.</summary>
/// <param name="connectionString">Of a superuser.</param>
/// <param name="role">The measured one.</param>
internal sealed class ServerMeter(string connectionString, string role) : IAsyncDisposable
{
    private const double TicksPerSecond = 100;

    /// <summary>Sessions tell of what they did when they have been idle for 10 s.</summary>
    private static readonly TimeSpan UntilTold = TimeSpan.FromSeconds(11.5);

    private readonly NpgsqlDataSource source =
        NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "meter", MaxPoolSize = 1, CommandTimeout = 600 });

    private long asked;

    public async Task<T> AskAsync<T>(string statement)
    {
        asked++;
        await using var command = source.CreateCommand(statement);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async Task DoAsync(string statement)
    {
        asked++;
        await using var command = source.CreateCommand(statement);
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask<NpgsqlConnection> ConnectAsync() => source.OpenConnectionAsync();

    /// <summary>With all commits of sessions that do nothing from now on.</summary>
    public async Task<ServerReading> ReadAtRestAsync()
    {
        await Task.Delay(UntilTold);
        return await ReadAsync();
    }

    public async Task<ServerReading> ReadAsync()
    {
        // This session's own count may not have been told yet, which a thousandth of what is measured here doesn't notice.
        var commits = await AskAsync<long>("select xact_commit from pg_stat_database where datname = current_database()") - asked;
        var statements = await AskAsync<long>($"""
            select coalesce(sum(calls), 0)::bigint from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database()) and userid = '{role}'::regrole
            """);
        return new ServerReading(commits, statements, await AskAsync<long>("select (pg_current_wal_lsn() - '0/0'::pg_lsn)::bigint"), await CpuAsync());
    }

    /// <summary>Which statements of the measured role took the server longest, by their sum.</summary>
    public Task<IReadOnlyList<string>> HeaviestAsync(int count) => StatementsAsync("total_exec_time", count);

    /// <summary>Which statements of the measured role came most often.</summary>
    public Task<IReadOnlyList<string>> MostFrequentAsync(int count) => StatementsAsync("calls", count);

    private async Task<IReadOnlyList<string>> StatementsAsync(string order, int count)
    {
        await using var command = source.CreateCommand($"""
            select format('%8s ms %8s calls %8s rows %10s blocks %10s WAL bytes  %s', round(total_exec_time), calls, rows,
              shared_blks_hit + shared_blks_read, wal_bytes, left(regexp_replace(query, '\s+', ' ', 'g'), 150))
            from pg_stat_statements
            where dbid = (select oid from pg_database where datname = current_database()) and userid = '{role}'::regrole
            order by {order} desc limit {count}
            """);
        List<string> found = [];
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            found.Add(reader.GetString(0));
        }

        return found;
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    /// <summary>The postmaster, the children that have ended (which it counts as its own), and those that live.</summary>
    private async Task<double?> CpuAsync()
    {
        var session = await AskAsync<int>("select pg_backend_pid()");
        if (Read(session) is not { Length: > 0 } own || !own[0].StartsWith("postgres", StringComparison.Ordinal))
        {
            return null;
        }

        var postmaster = own[2];
        var all = Directory.GetDirectories("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out var id) ? (Id: id, Fields: Read(id)) : default)
            .Where(process => process.Fields is not null)
            .ToList();
        var ticks = all.Where(process => process.Fields![2] == postmaster).Sum(process => Sum(process.Fields!, 12, 13))
            + all.Where(process => process.Id.ToString(CultureInfo.InvariantCulture) == postmaster).Sum(process => Sum(process.Fields!, 12, 13, 14, 15));
        return ticks / TicksPerSecond;

        static double Sum(string[] fields, params int[] which) => which.Sum(field => double.Parse(fields[field], CultureInfo.InvariantCulture));
    }

    /// <summary>proc(5): name, state, parent, …; 12 and 13 are the ticks of the process, 14 and 15 those of its ended children.</summary>
    private static string[]? Read(int process)
    {
        try
        {
            var line = File.ReadAllText($"/proc/{process}/stat");
            var (from, to) = (line.IndexOf('(', StringComparison.Ordinal), line.LastIndexOf(')'));
            return [line[(from + 1)..to], .. line[(to + 2)..].Split(' ')];
        }
        catch (IOException)
        {
            return null; // Ended meanwhile, or no such file system.
        }
    }
}
