using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.IntegrationTests.Messaging;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.PostgresTests.Messaging;

/// <summary>What lies in the queue costs nothing: a run reads as many rows before a million deliveries as before a few.</summary>
public sealed class BacklogTests : MessagingTests
{
    private const int Million = 1_000_000;

    /// <summary>More than two runs take: a hundred batches of twenty each.</summary>
    private const int Few = 5_000;

    [Fact]
    public async Task Given_a_million_pending_deliveries_When_relayed_Then_a_run_costs_what_it_costs_before_a_few()
    {
        await SeedAsync(Few);
        await Bench.RunRelayAsync(); // Compiles, prepares, connects.
        var before = await CostOfRunAsync();

        await SeedAsync(Million);
        var after = await CostOfRunAsync();

        TestContext.Current.SendDiagnosticMessage($"A run: {before} before a few, {after} before a million.");
        Assert.Equal((2000, 2000), (before.Handled, after.Handled));
        Assert.InRange(after.RowsRead, 0, before.RowsRead * 2); // Rows that are deleted and not yet vacuumed are read as well.
    }

    [Fact]
    public async Task Given_old_rows_of_which_some_still_have_deliveries_When_retention_runs_Then_those_stay_and_the_others_go_in_small_batches()
    {
        await SeedAsync(5_000);
        await ExecuteAsync("DELETE FROM source.outbox_deliveries WHERE sequence > 1000");
        Bench.Time.Advance(TimeSpan.FromDays(31));
        Bench.Commits.Reset();

        using (var scope = Bench.CreateScope())
        {
            await ActivatorUtilities.CreateInstance<RetentionJob<SourceDbContext>>(scope.ServiceProvider).Execute(null!, TestContext.Current.CancellationToken);
        }

        Assert.Equal(1000, await CountAsync<OutboxMessage>());
        Assert.Equal(1000, await CountAsync<OutboxDelivery>());
        Assert.Equal(4, Bench.Commits.Count);
        await Bench.RunRelayAsync();
        Assert.Equal(0, await CountAsync<OutboxDelivery>());
        Assert.Equal(1000, (await Bench.ReceiptsAsync()).Count);
    }

    private async Task<RunCost> CostOfRunAsync()
    {
        var (handled, rows) = ((await Bench.ReceiptsAsync()).Count, await RowsReadAsync());
        await Bench.RunRelayAsync();
        return new RunCost((await Bench.ReceiptsAsync()).Count - handled, await RowsReadAsync() - rows);
    }

    /// <summary>Messages of one key each, written long enough ago that none of them is waited for.</summary>
    private Task SeedAsync(int count) => ExecuteAsync(
        $$"""
        WITH messages AS (
            INSERT INTO source.outbox_messages (id, aggregatetype, aggregateid, type, payload, correlation_id, occurred_at)
            SELECT id, 'speaker', id::text, 'target.ping.v1', '{"orderId":"' || id || '","number":1}', 'seeded', '2025-12-31T00:00:00Z'
            FROM (SELECT gen_random_uuid() AS id FROM generate_series(1, {{count}})) AS ids
            RETURNING id)
        INSERT INTO source.outbox_deliveries (consumer, message_id, key) SELECT 'target', id, id::text FROM messages
        """);

    /// <summary>Of the queue's table, by index or not.</summary>
    private async Task<long> RowsReadAsync()
    {
        await ExecuteAsync("SELECT pg_stat_force_next_flush()");
        return await Bench.InSourceAsync(context => context.Database
            .SqlQuery<long>($"SELECT (seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint AS \"Value\" FROM pg_stat_user_tables WHERE schemaname = 'source' AND relname = 'outbox_deliveries'")
            .SingleAsync());
    }

    private Task<int> CountAsync<T>()
        where T : class => Bench.InSourceAsync(context => context.Set<T>().CountAsync());

    private Task<int> ExecuteAsync(string statement) => Bench.InSourceAsync(context =>
    {
        context.Database.SetCommandTimeout(TimeSpan.FromMinutes(5));
        return context.Database.ExecuteSqlRawAsync(statement.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal));
    });

    private sealed record RunCost(int Handled, long RowsRead);
}
