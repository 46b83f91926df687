using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do for idempotency keys: one effect per key, stored with its answer, or neither.</summary>
public sealed class IdempotencyTests : MessagingTests
{
    [Fact]
    public async Task Given_a_key_When_used_for_the_first_time_and_again_Then_one_effect_and_the_stored_answer()
    {
        var first = await AskAsync("key", "body");
        var second = await AskAsync("key", "body");

        Assert.Equal((201, "\"body\"", false), (first.Status, first.Body, first.IsReplay));
        Assert.Equal((201, "\"body\"", true), (second.Status, second.Body, second.IsReplay));
        Assert.Single(await Bench.ReceiptsAsync());
    }

    [Fact]
    public async Task Given_a_used_key_When_it_comes_with_another_body_Then_refused()
    {
        await AskAsync("key", "body");

        Assert.Equal(422, (await AskAsync("key", "another")).Status);
        Assert.Single(await Bench.ReceiptsAsync());
    }

    [Fact]
    public async Task Given_two_callers_When_they_use_the_same_key_Then_they_never_meet()
    {
        var anybody = await AskAsync("key", "body");
        var aProgram = await AskAsync("key", "body", caller: "ci");

        Assert.Equal((false, false), (anybody.IsReplay, aProgram.IsReplay));
        Assert.Equal(2, (await Bench.ReceiptsAsync()).Count);
    }

    [Fact]
    public async Task Given_keys_that_differ_in_case_only_When_used_Then_they_are_two()
    {
        var lower = await AskAsync("key", "body");
        var upper = await AskAsync("KEY", "body");

        Assert.Equal((false, false), (lower.IsReplay, upper.IsReplay));
    }

    [Fact]
    public async Task Given_ten_twins_at_once_When_asked_Then_one_effect_and_equal_answers()
    {
        var replies = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => AskAsync("key", "body")));

        Assert.All(replies, reply => Assert.Equal((201, "\"body\""), (reply.Status, reply.Body)));
        Assert.Single(replies, reply => !reply.IsReplay);
        Assert.Single(await Bench.ReceiptsAsync());
    }

    [Theory]
    [InlineData(true, 422)]
    [InlineData(false, 201)]
    public async Task Given_a_twin_under_way_When_it_ends_Then_the_other_has_waited_for_it(bool commits, int expected)
    {
        await using var twin = await HoldAsync("key");
        var other = AskAsync("key", "body");

        await (commits ? twin.Transaction.CommitAsync(Cancellation) : twin.Transaction.RollbackAsync(Cancellation));

        Assert.Equal(expected, (await other).Status); // The twin's was another body.
    }

    [Fact]
    public async Task Given_a_twin_that_takes_too_long_When_it_is_waited_for_Then_told_to_come_again_and_nothing_has_happened()
    {
        await using (await HoldAsync("key"))
        {
            if (Bench.Database.IsExclusive)
            {
                // The lock is the whole file's: the caller makes it a 503.
                var busy = await Assert.ThrowsAnyAsync<Exception>(() => AskAsync("key", "body"));
                Assert.True(Bench.Database.IsLockTimeout(busy), busy.ToString());
            }
            else
            {
                Assert.Equal(409, (await AskAsync("key", "body")).Status);
            }
        }

        Assert.Empty(await Bench.ReceiptsAsync());
        Assert.Equal(201, (await AskAsync("key", "body")).Status);
    }

    [Fact]
    public async Task Given_a_crash_before_the_commit_When_repeated_Then_nothing_was_left_and_it_has_its_effect()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => Bench.PostAsync("key", "body", async (context, token) =>
        {
            context.Add(NewReceipt());
            await context.SaveChangesAsync(token);
            throw new InvalidOperationException("The power is gone.");
        }));
        Assert.Empty(await Bench.ReceiptsAsync());

        Assert.False((await AskAsync("key", "body")).IsReplay);
        Assert.Single(await Bench.ReceiptsAsync());
    }

    [Fact]
    public async Task Given_a_key_that_is_older_than_it_is_kept_When_used_Then_it_is_new()
    {
        await AskAsync("key", "body");
        Bench.Time.Advance(IdempotencyKey.KeptFor + TimeSpan.FromMinutes(1));
        using (var scope = Bench.CreateScope())
        {
            await ActivatorUtilities.CreateInstance<RetentionJob<TargetDbContext>>(scope.ServiceProvider).Execute(null!, Cancellation);
        }

        Assert.False((await AskAsync("key", "body")).IsReplay);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Receipt NewReceipt() => new() { OrderId = NewOrder(), Number = 1 };

    private Task<Posted> AskAsync(string key, string body, string? caller = null) => Bench.PostAsync(
        key,
        body,
        (context, _) =>
        {
            context.Add(NewReceipt());
            return Task.CompletedTask;
        },
        caller);

    /// <summary>A twin that has written its key and not committed.</summary>
    private async Task<Twin> HoldAsync(string key)
    {
        var scope = Bench.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<TargetDbContext>();
        var transaction = await context.Database.BeginTransactionAsync(Cancellation);
        context.Add(new IdempotencyKey
        {
            Caller = "anonymous",
            Key = key,
            RequestHash = "of another body",
            StatusCode = 201,
            Location = null,
            Body = "{}",
            CreatedAt = Bench.Time.GetUtcNow(),
        });
        await context.SaveChangesAsync(Cancellation);
        return new Twin(scope, transaction);
    }

    private sealed record Twin(IServiceScope Scope, IDbContextTransaction Transaction) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Transaction.DisposeAsync();
            Scope.Dispose();
        }
    }
}
