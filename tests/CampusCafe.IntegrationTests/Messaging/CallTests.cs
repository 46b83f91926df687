using System.Globalization;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>What every database must do for outgoing calls: intent before the call, one try at a time, outcome and reply together.</summary>
public sealed class CallTests : MessagingTests
{
    /// <summary>So long that none is renewed while a test runs: a worker that is held up is frozen.</summary>
    private static readonly TimeSpan Lease = TimeSpan.FromHours(1);

    private static readonly TimeSpan UntilItHasLapsed = Lease + TimeSpan.FromSeconds(1);

    private readonly OrderId id = NewOrder();

    protected override string[] Settings => [.. base.Settings, $"OutgoingCalls:Lease={Lease}"];

    [Fact]
    public async Task Given_an_intent_When_the_call_succeeds_Then_outcome_and_reply_are_one_commit()
    {
        await AskAsync();
        Bench.Commits.Reset();

        await Bench.RunWorkerAsync();

        Assert.Equal(2, Bench.Commits.Count); // The lease, and the outcome with everything that follows from it.
        var call = await CallAsync();
        Assert.Equal((CallState.Settled, CallOutcome.Succeeded, 1), (call.State, call.LastOutcome, call.Attempts));
        Assert.Equal("Succeeded", (await Bench.AllAsync<TargetDbContext, Listener>()).Single().LastOutcome);
        Assert.Single(await Bench.AllAsync<TargetDbContext, OutboxMessage>());
        Assert.Equal("ref-1", (await Bench.AllAsync<TargetDbContext, CallTry>()).Single().Detail);
    }

    [Fact]
    public async Task Given_an_unknown_outcome_When_tried_again_Then_the_same_key_and_the_provider_is_asked_first()
    {
        await AskAsync();
        Bench.Calls.Then(new CallResult.Unknown("cut"));
        await Bench.RunWorkerAsync();
        await Bench.RunWorkerAsync();
        Assert.Single(Bench.Calls.Requests); // Not before its time.

        Bench.Time.Advance(TimeSpan.FromSeconds(1));
        Bench.Calls.Then(new CallResult.Succeeded("ref-2"));
        await Bench.RunWorkerAsync();

        var (first, second) = (Bench.Calls.Requests[0], Bench.Calls.Requests[1]);
        Assert.Equal(first.IdempotencyKey, second.IdempotencyKey);
        Assert.Equal((false, true), (first.AskFirst, second.AskFirst));
        Assert.Equal((null, first.FirstSentAt is null), (first.FirstSentAt, second.FirstSentAt is not null));
        Assert.Equal([CallOutcome.Unknown, CallOutcome.Succeeded], await OutcomesAsync());
    }

    [Fact]
    public async Task Given_proof_that_nothing_happened_When_tried_again_Then_a_new_key()
    {
        await AskAsync();
        Bench.Calls.Then(new CallResult.NothingHappened("a stored 500"));
        await Bench.RunWorkerAsync();
        Bench.Time.Advance(TimeSpan.FromSeconds(1));

        await Bench.RunWorkerAsync();

        Assert.NotEqual(Bench.Calls.Requests[0].IdempotencyKey, Bench.Calls.Requests[1].IdempotencyKey);
    }

    [Theory]
    [InlineData(true, CallState.Settled)]
    [InlineData(false, CallState.Open)]
    public async Task Given_a_clean_refusal_When_recorded_Then_it_is_an_answer_unless_it_is_an_undo(bool settles, CallState expected)
    {
        await AskAsync();
        Bench.Calls.RefusalSettles = settles;
        Bench.Calls.Then(new CallResult.Refused("no", "No."));

        await Bench.RunWorkerAsync();

        Assert.Equal(expected, (await CallAsync()).State);
    }

    [Fact]
    public async Task Given_an_open_circuit_When_not_sent_Then_no_attempt_is_used_up()
    {
        await AskAsync();
        Bench.Calls.Then(new CallResult.NotSent("open"));

        for (var i = 0; i < 10; i++)
        {
            await Bench.RunWorkerAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(6));
        }

        var call = await CallAsync();
        Assert.Equal((CallState.Open, 0, CallOutcome.None), (call.State, call.Attempts, call.LastOutcome));
        Assert.Empty(await Bench.AllAsync<TargetDbContext, CallTry>());
    }

    [Fact]
    public async Task Given_too_many_unknowns_When_tried_Then_parked_with_attention_and_cleared_once_settled()
    {
        await AskAsync();
        Bench.Calls.Then(new CallResult.Unknown("down"));
        for (var i = 0; i < 4; i++)
        {
            await Bench.RunWorkerAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal(CallState.Parked, (await CallAsync()).State);
        Assert.Equal(["attention.raised.v1"], await SaidAsync());

        Bench.Calls.Then(new CallResult.Succeeded());
        Bench.Time.Advance(TimeSpan.FromMinutes(5));
        await Bench.RunWorkerAsync();

        Assert.Equal(CallState.Settled, (await CallAsync()).State);
        Assert.Equal(["attention.cleared.v1", "attention.raised.v1", "target.pong.v1"], await SaidAsync());
    }

    [Fact]
    public async Task Given_two_workers_at_once_When_run_Then_each_call_is_made_once()
    {
        for (var i = 0; i < 10; i++)
        {
            await AskAsync(NewOrder());
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Bench.RunWorkerAsync()));

        Assert.Equal(10, Bench.Calls.Requests.Count);
        Assert.Equal(10, Bench.Calls.Requests.Select(r => r.SubjectId).Distinct().Count());
    }

    [Fact]
    public async Task Given_a_worker_whose_lease_has_run_out_When_another_was_quicker_Then_its_late_answer_changes_nothing()
    {
        await AskAsync();
        TaskCompletionSource<CallResult> late = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Bench.Calls.Answer = (request, _) => request.AskFirst ? Task.FromResult<CallResult>(new CallResult.Succeeded("in time")) : late.Task;
        var slow = Bench.RunWorkerAsync();
        await Eventually.TrueAsync(() => Bench.Calls.Requests.Count == 1, "the first worker has called");
        Bench.Time.Advance(UntilItHasLapsed);

        using var another = Bench.AnotherWorker();
        await another.RunAsync(TestContext.Current.CancellationToken);
        late.SetResult(new CallResult.Refused("no", "Too late."));
        await slow;

        Assert.Equal(CallOutcome.Succeeded, (await CallAsync()).LastOutcome);
        Assert.Equal([CallOutcome.Succeeded], await OutcomesAsync());
        Assert.Single(Bench.Calls.Requests.Select(request => request.IdempotencyKey).Distinct());
        Assert.Equal(["target.pong.v1"], await SaidAsync());
    }

    [Fact]
    public async Task Given_a_worker_that_froze_with_a_proof_When_another_has_opened_a_new_key_Then_its_proof_opens_no_third()
    {
        await AskAsync();
        TaskCompletionSource<CallResult> frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<CallResult> sent = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Bench.Calls.Answer = (_, _) => Bench.Calls.Requests.Count switch
        {
            1 => frozen.Task,
            2 => Task.FromResult<CallResult>(new CallResult.NothingHappened("a stored 500")),
            3 => sent.Task,
            _ => Task.FromResult<CallResult>(new CallResult.Unknown("cut")),
        };
        var slow = Bench.RunWorkerAsync();
        await Eventually.TrueAsync(() => Bench.Calls.Requests.Count == 1, "the first worker has called");
        Bench.Time.Advance(UntilItHasLapsed);
        using var another = Bench.AnotherWorker();
        var quick = another.RunAsync(TestContext.Current.CancellationToken);
        await Eventually.TrueAsync(() => Bench.Calls.Requests.Count == 3, "the other has sent the new key");

        frozen.SetResult(new CallResult.NothingHappened("a stored 500"));
        await slow;
        Bench.Time.Advance(UntilItHasLapsed);
        await Bench.RunWorkerAsync();
        sent.SetResult(new CallResult.Succeeded("ref-2"));
        await quick;

        Assert.Equal([1, 2], Bench.Calls.Requests.Select(GenerationOf).Distinct());
        Assert.Equal((CallState.Settled, 2), ((await CallAsync()).State, (await CallAsync()).Generation));
    }

    [Fact]
    public async Task Given_a_worker_that_froze_with_a_success_When_another_has_opened_a_new_key_Then_it_settles_the_call()
    {
        await AskAsync();
        TaskCompletionSource<CallResult> frozen = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Bench.Calls.Answer = (request, _) => request.AskFirst
            ? Task.FromResult<CallResult>(GenerationOf(request) == 1 ? new CallResult.NothingHappened("not yet") : new CallResult.Unknown("cut"))
            : frozen.Task;
        var slow = Bench.RunWorkerAsync();
        await Eventually.TrueAsync(() => Bench.Calls.Requests.Count == 1, "the first worker has called");
        Bench.Time.Advance(UntilItHasLapsed);
        using var another = Bench.AnotherWorker();
        await another.RunAsync(TestContext.Current.CancellationToken);

        frozen.SetResult(new CallResult.Succeeded("ref-1"));
        await slow;

        Assert.Equal(CallState.Settled, (await CallAsync()).State);
        Assert.Equal(["target.pong.v1"], await SaidAsync());
        var success = (await Bench.AllAsync<TargetDbContext, CallTry>()).Single(attempt => attempt.Outcome is CallOutcome.Succeeded);
        Assert.Equal((1, Bench.Calls.Requests[0].IdempotencyKey), (success.Number, success.IdempotencyKey));
    }

    [Theory]
    [MemberData(nameof(Recorded))]
    public async Task Given_a_recording_whose_commit_was_not_confirmed_When_it_is_repeated_Then_it_counts_once(
        CallResult result, int attempts, int generation, CallOutcome[] tries)
    {
        await AskAsync();
        Bench.Calls.Answer = (_, _) =>
        {
            if (Bench.Calls.Requests.Count > 1)
            {
                return Task.FromResult<CallResult>(new CallResult.Unknown("cut"));
            }

            Bench.Commits.LoseNextAnswer(Outage());
            return Task.FromResult(result);
        };

        await Bench.RunWorkerAsync();

        var call = await CallAsync();
        Assert.Equal((attempts, generation), (call.Attempts, call.Generation));
        Assert.Equal(tries, await OutcomesAsync());
    }

    /// <summary>What is answered first, and what is left of it; a proof is followed by a second try at once.</summary>
    public static TheoryData<CallResult, int, int, CallOutcome[]> Recorded => new()
    {
        { new CallResult.Succeeded("ref-1"), 1, 1, [CallOutcome.Succeeded] },
        { new CallResult.Unknown("cut"), 1, 1, [CallOutcome.Unknown] },
        { new CallResult.NotSent("open"), 0, 1, [] },
        { new CallResult.NothingHappened("a stored 500"), 2, 2, [CallOutcome.NothingHappened, CallOutcome.Unknown] },
    };

    [Fact]
    public async Task Given_a_lost_race_When_recording_Then_the_recording_is_repeated_and_the_call_is_not()
    {
        await AskAsync();
        var races = 3;
        Bench.Calls.OnApply = _ => races-- > 0 ? throw new DbUpdateConcurrencyException("Somebody was quicker.") : Task.CompletedTask;

        await Bench.RunWorkerAsync();

        Assert.Single(Bench.Calls.Requests);
        Assert.Equal(CallState.Settled, (await CallAsync()).State);
        Assert.Single(await Bench.AllAsync<TargetDbContext, CallTry>());
    }

    [Fact]
    public async Task Given_a_crash_after_the_call_When_the_lease_has_run_out_Then_tried_again_by_asking_first()
    {
        await AskAsync();
        using var stopping = new CancellationTokenSource();
        Bench.Calls.OnApply = async _ =>
        {
            await stopping.CancelAsync();
            stopping.Token.ThrowIfCancellationRequested();
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Bench.Worker.RunAsync(stopping.Token));
        Bench.Calls.OnApply = _ => Task.CompletedTask;
        await Bench.RunWorkerAsync();
        Assert.Single(Bench.Calls.Requests); // The lease still stands.

        Bench.Time.Advance(UntilItHasLapsed);
        await Bench.RunWorkerAsync();

        Assert.Equal(Bench.Calls.Requests[0].IdempotencyKey, Bench.Calls.Requests[1].IdempotencyKey);
        Assert.True(Bench.Calls.Requests[1].AskFirst);
        Assert.Equal(CallState.Settled, (await CallAsync()).State);
    }

    [Fact]
    public async Task Given_an_outcome_that_cannot_be_recorded_When_tried_again_Then_it_is_unknown_and_parks_in_the_end()
    {
        await AskAsync();
        Bench.Calls.OnApply = _ => throw new InvalidOperationException("A bug of ours.");
        for (var i = 0; i < 4; i++)
        {
            await Bench.RunWorkerAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(30));
        }

        Assert.Equal((CallState.Parked, CallOutcome.Unknown), ((await CallAsync()).State, (await CallAsync()).LastOutcome));
        Assert.Equal(["attention.raised.v1"], await SaidAsync());
        Assert.All(await Bench.AllAsync<TargetDbContext, CallTry>(), attempt => Assert.Contains("could not be recorded", attempt.Detail));
    }

    [Fact]
    public async Task Given_a_hint_while_a_try_is_under_way_When_its_outcome_is_unknown_Then_the_next_follows_at_once()
    {
        await AskAsync();
        Bench.Calls.Answer = async (request, _) =>
        {
            if (!request.AskFirst)
            {
                await AskAsync();
            }

            return new CallResult.Unknown("cut");
        };

        await Bench.RunWorkerAsync();

        Assert.Equal(2, Bench.Calls.Requests.Count);
    }

    [Fact]
    public async Task Given_a_parked_call_When_asked_for_again_Then_it_is_due_at_once()
    {
        await ParkAsync();

        Bench.Calls.Then(new CallResult.Succeeded());
        await AskAsync();
        await Bench.RunWorkerAsync();

        Assert.Equal(CallState.Settled, (await CallAsync()).State);
    }

    [Fact]
    public async Task Given_a_parked_call_When_asked_for_again_while_it_is_probed_in_vain_Then_the_next_try_follows_at_once()
    {
        await ParkAsync();
        var probes = 0;
        Bench.Calls.Answer = async (_, _) =>
        {
            if (++probes > 1)
            {
                return new CallResult.Succeeded();
            }

            await AskAsync();
            return new CallResult.Unknown("still down");
        };

        await AskAsync();
        await Bench.RunWorkerAsync();

        Assert.Equal(CallState.Settled, (await CallAsync()).State);
    }

    [Fact]
    public async Task Given_a_parked_call_When_it_is_proven_that_nothing_happened_Then_the_new_key_is_sent_at_once()
    {
        await ParkAsync();
        Bench.Calls.Answer = (request, _) => Task.FromResult<CallResult>(
            request.IdempotencyKey.EndsWith(":1", StringComparison.Ordinal) ? new CallResult.NothingHappened("a stored 500") : new CallResult.Succeeded());

        await AskAsync();
        await Bench.RunWorkerAsync();

        Assert.Equal(CallState.Settled, (await CallAsync()).State);
    }

    [Fact]
    public async Task Given_proofs_without_end_When_run_Then_only_the_first_is_followed_at_once()
    {
        await AskAsync();
        Bench.Calls.Then(new CallResult.NothingHappened("again"));

        await Bench.RunWorkerAsync();

        Assert.Equal(2, Bench.Calls.Requests.Count);
    }

    private static int GenerationOf(CallRequest request) => int.Parse(request.IdempotencyKey.Split(':')[^1], CultureInfo.InvariantCulture);

    /// <summary>As this database tells of one.</summary>
    private Exception Outage() => new Exception[]
    {
        new SqliteException("disk I/O error", 10),
        new NpgsqlException("The connection was cut."),
    }.First(Bench.Database.IsUnavailable);

    private async Task ParkAsync()
    {
        await AskAsync();
        Bench.Calls.Then(new CallResult.Unknown("down"));
        for (var i = 0; i < 4; i++)
        {
            await Bench.RunWorkerAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(30));
        }
    }

    private Task AskAsync(OrderId? order = null) => Bench.InTargetAsync(async context =>
    {
        var key = order ?? id;
        var listener = await context.Listeners.FindAsync(key) ?? context.Add(new Listener { Id = key }).Entity;
        listener.Ask("work");
        return await context.SaveChangesAsync();
    });

    private async Task<OutgoingCall> CallAsync() => (await Bench.AllAsync<TargetDbContext, OutgoingCall>()).Single();

    private async Task<List<CallOutcome>> OutcomesAsync() =>
        [.. (await Bench.AllAsync<TargetDbContext, CallTry>()).OrderBy(t => t.Sequence).Select(t => t.Outcome)];

    private async Task<List<string>> SaidAsync() =>
        [.. (await Bench.AllAsync<TargetDbContext, OutboxMessage>()).Select(m => m.Type).Order(StringComparer.Ordinal)];
}
