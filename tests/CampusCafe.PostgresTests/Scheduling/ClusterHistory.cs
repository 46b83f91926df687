using CampusCafe.Testing.Databases;
using Npgsql;

namespace CampusCafe.PostgresTests.Scheduling;

/// <summary>What the scheduler's tables say of one job.</summary>
internal sealed class ClusterHistory(ShopData data, string job) : IAsyncDisposable
{
    /// <summary>Without a pool: the server may have been away since the last question.</summary>
    private readonly NpgsqlDataSource database = NpgsqlDataSource.Create($"{((PostgresData)data).ConnectionString};Pooling=false");

    /// <summary>Runs that are remembered.</summary>
    public Task<long> RunsAsync() => ReadAsync<long>("SELECT count(*) FROM operations.job_runs WHERE job = $1");

    /// <summary>Runs that ended well on a host other than this one.</summary>
    public async Task<long> RunsOnOthersAsync(Guid host) =>
        await ReadAsync<long>("SELECT count(*) FROM operations.job_runs WHERE job = $1 AND outcome = 'Succeeded' AND host_id <> $2", host);

    public Task<Guid> LatestHostAsync() =>
        ReadAsync<Guid>("SELECT host_id FROM operations.job_runs WHERE job = $1 ORDER BY sequence DESC LIMIT 1");

    /// <summary>Intervals that have come, by the trigger's own count, and the runs in them.</summary>
    public async Task<(long Intervals, long Runs)> TallyAsync()
    {
        await using var command = database.CreateCommand(
            """
            SELECT (t.next_fire_time - t.start_time) / (s.repeat_interval * 10000),
                   (SELECT count(*) FROM operations.job_runs r WHERE r.job = t.job_name)
            FROM quartz.triggers t JOIN quartz.simple_triggers s USING (sched_name, trigger_name, trigger_group)
            WHERE t.job_name = $1
            """);
        command.Parameters.Add(new() { Value = job });
        await using var row = await command.ExecuteReaderAsync();
        await row.ReadAsync();
        return (row.GetInt64(0), row.GetInt64(1));
    }

    public Task<long> HostsAsync() => ReadAsync<long>("SELECT count(*) FROM quartz.scheduler_state WHERE $1 <> ''");

    /// <summary>Whether the job is scheduled at all.</summary>
    public async Task<bool> IsKnownAsync() => await ReadAsync<long>("SELECT count(*) FROM quartz.job_details WHERE job_name = $1") > 0;

    public Task ChangeAsync(string statement) => PostgresServer.ExecuteAsync(((PostgresData)data).ConnectionString, statement);

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private async Task<T> ReadAsync<T>(string query, params object[] more)
    {
        await using var command = database.CreateCommand(query);
        foreach (var value in more.Prepend(job))
        {
            command.Parameters.Add(new() { Value = value });
        }

        return (T)(await command.ExecuteScalarAsync())!;
    }
}
