using System.Data;
using System.Data.Common;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Testing.Databases;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>Whatever becomes of a renewal: the worker's slot is free again once the try has ended.</summary>
public sealed class LeaseKeeperTests : IAsyncLifetime
{
    private readonly FailingRenewals renewals = new();
    private ShopData data = null!;
    private MessagingBench bench = null!;

    public async ValueTask InitializeAsync()
    {
        data = await ShopDatabase.Current.CreateAsync();
        bench = await MessagingBench.SetUpAsync(
            data,
            builder => builder.Services.ConfigureDbContext<TargetDbContext>(options => options.AddInterceptors(renewals)),
            "OutgoingCalls:Concurrency=1",
            "OutgoingCalls:Lease=00:00:01");
        bench.Calls.Answer = async (_, _) =>
        {
            await renewals.Begun.Task;
            return new CallResult.Succeeded();
        };
    }

    public async ValueTask DisposeAsync()
    {
        await bench.DisposeAsync();
        await data.DisposeAsync();
    }

    [Fact]
    public async Task Given_a_try_that_ends_while_its_lease_is_renewed_When_that_fails_for_being_cut_off_Then_the_next_call_is_made()
    {
        renewals.FailOnceCutOff = true;
        await AskAsync();
        await bench.RunWorkerAsync();

        await AskAsync();
        await bench.RunWorkerAsync();

        Assert.Equal(2, bench.Calls.Requests.Count);
    }

    [Fact]
    public async Task Given_a_renewal_that_fails_by_a_bug_When_its_try_has_ended_Then_the_next_call_is_made()
    {
        await AskAsync();
        await Assert.ThrowsAsync<DataException>(bench.RunWorkerAsync);

        await AskAsync();
        await bench.RunWorkerAsync();

        Assert.Equal(2, bench.Calls.Requests.Count);
    }

    private Task AskAsync() => bench.InTargetAsync(async context =>
    {
        context.Add(new Listener { Id = MessagingTests.NewOrder() }).Entity.Ask("work");
        return await context.SaveChangesAsync();
    });

    /// <summary>The first fails.</summary>
    private sealed class FailingRenewals : DbCommandInterceptor
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        private int failures;

        /// <summary>As SqlClient tells that a command was cancelled: by an exception of its own.</summary>
        public bool FailOnceCutOff { get; set; }

        public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            if (eventData.CommandSource is not CommandSource.ExecuteUpdate || Interlocked.Exchange(ref failures, 1) == 1)
            {
                return result;
            }

            if (FailOnceCutOff)
            {
                Begun.SetResult();
                var cutOff = new TaskCompletionSource();
                await using var registration = cancellationToken.Register(cutOff.SetResult);
                await cutOff.Task;
            }

            throw new DataException("Operation cancelled by user.");
        }

        /// <summary>A try that ended sooner would have cut off the renewal before it failed.</summary>
        public override Task CommandFailedAsync(DbCommand command, CommandErrorEventData eventData, CancellationToken cancellationToken = default)
        {
            Begun.TrySetResult();
            return Task.CompletedTask;
        }
    }
}
