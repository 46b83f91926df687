using CampusCafe.IntegrationTests.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.PostgresTests.Messaging;

/// <summary>A look asks for everybody: what stands in its way must not take away everybody's.</summary>
public sealed class LockedLookTests : MessagingTests
{
    [Fact]
    public async Task Given_a_source_that_is_kept_locked_When_looked_Then_all_its_relays_are_woken_to_find_out_for_themselves() =>
        Assert.Equal(["other.relay", "target.relay"], await WhileLockedAsync("source.outbox_stalls", Bench.LookAsync<SourceDbContext>));

    [Fact]
    public async Task Given_letters_that_are_kept_locked_When_looked_Then_relay_and_worker_are_woken_to_find_out_for_themselves() =>
        Assert.Equal(["target.calls", "target.relay"], await WhileLockedAsync("target.dead_letters", Bench.LookAsync<TargetDbContext>));

    private Task<string[]> WhileLockedAsync(string table, Func<Task<string[]>> look) => Bench.InSourceAsync(async holder =>
    {
        await using var transaction = await holder.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
#pragma warning disable EF1002 // A table of this test's.
        await holder.Database.ExecuteSqlRawAsync($"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE", TestContext.Current.CancellationToken);
#pragma warning restore EF1002
        return await look();
    });
}
