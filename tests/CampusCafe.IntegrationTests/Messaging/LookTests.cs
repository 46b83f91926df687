using CampusCafe.BuildingBlocks.Messaging;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>Whom a look at a module's tables would wake: whoever has something to do, and nobody else.</summary>
public sealed class LookTests : MessagingTests
{
    private const string TargetRelay = "target.relay";
    private const string OtherRelay = "other.relay";

    [Fact]
    public async Task Given_nothing_to_do_When_looked_Then_nobody_is_woken()
    {
        await Bench.AnnounceAsync(NewOrder());
        await Bench.RunRelayAsync();
        await Bench.RunOtherRelayAsync();

        Assert.Empty(await Bench.LookAsync<SourceDbContext>());
        Assert.Empty(await Bench.LookAsync<TargetDbContext>());
    }

    [Fact]
    public async Task Given_new_messages_When_looked_Then_their_consumers_relays_are_woken()
    {
        await Bench.SayAsync(NewOrder(), count: 3);
        Assert.Equal([TargetRelay], await Bench.LookAsync<SourceDbContext>());

        await Bench.AnnounceAsync(NewOrder());
        Assert.Equal([OtherRelay, TargetRelay], await Bench.LookAsync<SourceDbContext>());
        Assert.Empty(await Bench.LookAsync<TargetDbContext>());
    }

    [Fact]
    public async Task Given_a_stalled_key_When_looked_Then_its_relay_is_woken_from_its_next_attempt_on()
    {
        var id = NewOrder();
        Bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");
        await Bench.SayAsync(id, count: 2);
        await Bench.RunRelayAsync();
        Assert.Empty(await Bench.LookAsync<SourceDbContext>()); // Neither what failed nor what waits behind it.

        Bench.Time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal([TargetRelay], await Bench.LookAsync<SourceDbContext>());
    }

    [Fact]
    public async Task Given_a_letter_to_be_redriven_When_its_consumers_module_is_looked_at_Then_its_relay_is_woken()
    {
        Bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");
        await Bench.SayAsync(NewOrder());
        for (var attempt = 0; attempt < 3; attempt++)
        {
            await Bench.RunRelayAsync();
            Bench.Time.Advance(TimeSpan.FromSeconds(10));
        }

        var letter = (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Single();
        Assert.Empty(await Bench.LookAsync<TargetDbContext>());
        await Bench.DeadLettersOf(TargetConsumer.Name).RedriveAsync([letter.MessageId], TestContext.Current.CancellationToken);

        Assert.Equal([TargetRelay], await Bench.LookAsync<TargetDbContext>());
        Assert.Empty(await Bench.LookAsync<SourceDbContext>());
    }

    [Fact]
    public async Task Given_a_call_When_looked_Then_the_worker_is_woken_until_it_is_settled()
    {
        await Bench.InTargetAsync(async context =>
        {
            var listener = context.Add(new Listener { Id = NewOrder() }).Entity;
            listener.Ask("work");
            return await context.SaveChangesAsync();
        });
        Assert.Equal(["target.calls"], await Bench.LookAsync<TargetDbContext>());

        await Bench.RunWorkerAsync();

        Assert.DoesNotContain("target.calls", await Bench.LookAsync<TargetDbContext>());
    }
}
