using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>Contexts are pooled: a unit of work finds nothing of the one before it, however that ended.</summary>
public sealed class PoolingTests : MessagingTests
{
    [Fact]
    public async Task Given_work_that_was_never_saved_When_another_unit_of_work_saves_Then_nothing_of_it_is_left()
    {
        var announced = 0;
        var abandoned = NewOrder();
        var before = await Bench.InSourceAsync(context =>
        {
            context.Add(new Speaker { Id = abandoned }).Entity.Say(1);
            context.AfterCommit(() => announced++);
            context.JobsToNudge.Add("nobody");
            return Task.FromResult(context);
        });

        var (after, jobs) = await Bench.InSourceAsync(async context =>
        {
            var left = context.JobsToNudge.ToArray();
            context.Add(new Speaker { Id = NewOrder() }).Entity.Say(1);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
            return (context, left);
        });

        Assert.Same(before, after);
        Assert.Equal(0, announced);
        Assert.Empty(jobs);
        Assert.Single(await Bench.AllAsync<SourceDbContext, OutboxMessage>());
        Assert.DoesNotContain(await Bench.AllAsync<SourceDbContext, Speaker>(), speaker => speaker.Id == abandoned);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Given_a_transaction_that_failed_to_begin_When_the_context_is_used_again_Then_it_writes_and_closes_its_connection(bool open)
    {
        var before = await Bench.InSourceAsync(async context =>
        {
            if (open)
            {
                await context.Database.OpenConnectionAsync(TestContext.Current.CancellationToken);
            }

            Bench.Commits.RefuseNextBegin(new TimeoutException("Nobody there."));
            await Assert.ThrowsAsync<TimeoutException>(() => context.Database.BeginTransactionAsync(TestContext.Current.CancellationToken));
            return context;
        });

        await WriteAndCloseAsync(before);
    }

    [Fact]
    public async Task Given_a_connection_that_was_refused_while_it_was_opened_When_the_context_is_used_again_Then_it_writes_and_closes_its_connection()
    {
        var before = await Bench.InSourceAsync(async context =>
        {
            Bench.Commits.RefuseNextConnection(new TimeoutException("Nobody there."));
            await Assert.ThrowsAsync<TimeoutException>(() => context.Database.BeginTransactionAsync(TestContext.Current.CancellationToken));
            return context;
        });

        await WriteAndCloseAsync(before);
    }

    [Fact]
    public async Task Given_a_save_whose_transaction_failed_to_begin_When_the_context_is_used_again_Then_it_writes_and_closes_its_connection()
    {
        var before = await Bench.InSourceAsync(async context =>
        {
            context.Add(new Speaker { Id = NewOrder() });
            Bench.Commits.RefuseNextBegin(new TimeoutException("Nobody there."));
            await Assert.ThrowsAnyAsync<Exception>(() => context.SaveChangesAsync(TestContext.Current.CancellationToken));
            return context;
        });

        await WriteAndCloseAsync(before);
    }

    [Fact]
    public async Task Given_a_transaction_that_nobody_ended_When_the_context_is_used_again_Then_it_writes_and_closes_its_connection()
    {
        var before = await Bench.InSourceAsync(async context =>
        {
            await context.Database.BeginTransactionAsync(TestContext.Current.CancellationToken);
            context.Add(new Speaker { Id = NewOrder() }).Entity.Say(1);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
            return context;
        });

        await WriteAndCloseAsync(before);
        Assert.Single(await Bench.AllAsync<SourceDbContext, Speaker>());
    }

    private async Task WriteAndCloseAsync(SourceDbContext before)
    {
        var state = await Bench.InSourceAsync(async context =>
        {
            Assert.Same(before, context);
            context.Add(new Speaker { Id = NewOrder() }).Entity.Say(1);
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
            return context.Database.GetDbConnection().State;
        });

        Assert.Equal(System.Data.ConnectionState.Closed, state);
        Assert.Single(await Bench.AllAsync<SourceDbContext, OutboxMessage>());
    }
}
