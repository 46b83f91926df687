using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Gateway;
using static CampusCafe.UnitTests.Payments.Gateway.GatewayBench;

namespace CampusCafe.UnitTests.Payments.Gateway;

/// <summary>When the key is no use any more, the provider's list is asked.</summary>
public sealed class AuthorizeSearchTests
{
    private const string Post = "POST /v1/payment_intents";
    private static readonly string ServerError = ErrorJson("api_error");

    private readonly GatewayBench bench = new();

    [Fact]
    public async Task Given_a_replayed_500_When_the_list_has_nothing_Then_nothing_happened()
    {
        bench.Wire
            .Answers(500, ServerError, replayed: true)
            .Answers(200, ListJson(false, IntentJson("requires_capture", "pi_other", paymentId: "another payment")));

        Assert.IsType<CallResult.NothingHappened>(await AgainAsync(TimeSpan.FromMinutes(1)));

        var from = (Now - TimeSpan.FromMinutes(1) - IntentSearch.ClockMargin).ToUnixTimeSeconds();
        Assert.Equal([Post, $"GET /v1/payment_intents?created[gte]={from}&limit=100"], bench.Wire.Lines);
    }

    [Theory]
    [InlineData("requires_capture")]
    [InlineData("succeeded")]
    public async Task Given_a_replayed_500_When_the_list_has_the_money_reserved_Then_succeeded(string status)
    {
        bench.Wire.Answers(500, ServerError, replayed: true).Answers(200, ListJson(false, IntentJson(status)));

        Assert.Equal(new CallResult.Succeeded(Intent), await AgainAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Given_a_replayed_500_When_the_list_has_a_declined_intent_Then_declined()
    {
        bench.Wire
            .Answers(500, ServerError, replayed: true)
            .Answers(200, ListJson(false, IntentJson("requires_payment_method", declineCode: "lost_card")));

        Assert.Equal(
            new CallResult.Refused(GatewayRefusal.CardDeclined, "Your card was declined. (lost_card)"),
            await AgainAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Given_a_replayed_500_When_the_intent_never_tried_the_card_Then_nothing_happened()
    {
        bench.Wire.Answers(500, ServerError, replayed: true).Answers(200, ListJson(false, IntentJson("requires_payment_method")));

        Assert.IsType<CallResult.NothingHappened>(await AgainAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Given_several_intents_of_one_payment_When_one_holds_money_Then_it_counts()
    {
        bench.Wire.Answers(500, ServerError, replayed: true).Answers(200, ListJson(
            false,
            IntentJson("requires_payment_method", "pi_2", declineCode: "lost_card"),
            IntentJson("processing", "pi_3"),
            IntentJson("requires_capture", "pi_4")));

        Assert.Equal(new CallResult.Succeeded("pi_4"), await AgainAsync(TimeSpan.FromMinutes(1)));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(404)]
    [InlineData(200)]
    public async Task Given_a_replayed_500_When_the_list_can_not_be_read_Then_unknown(int status)
    {
        bench.Wire.Answers(500, ServerError, replayed: true).Answers(status, "<html>");

        Assert.IsType<CallResult.Unknown>(await AgainAsync(TimeSpan.FromMinutes(1)));
    }

    [Fact]
    public async Task Given_a_500_that_is_no_replay_When_authorized_Then_unknown_and_nothing_else_is_sent()
    {
        bench.Wire.Answers(500, ServerError);

        Assert.IsType<CallResult.Unknown>(await AgainAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal([Post], bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_a_key_of_23_hours_When_the_money_is_reserved_Then_nothing_is_sent()
    {
        bench.Wire.Answers(200, ListJson(false, IntentJson("requires_capture")));

        Assert.Equal(new CallResult.Succeeded(Intent), await AgainAsync(TimeSpan.FromHours(23)));
        Assert.DoesNotContain(Post, bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_a_key_of_23_hours_When_nothing_is_there_Then_the_same_key_is_sent()
    {
        bench.Wire.Answers(200, ListJson(false)).Answers(200, IntentJson("requires_capture"));

        Assert.Equal(new CallResult.Succeeded(Intent), await AgainAsync(TimeSpan.FromHours(23)));
        Assert.Equal((Post, Key), (bench.Wire.Lines.Last(), bench.Wire.Sent[^1].IdempotencyKey));
    }

    [Fact]
    public async Task Given_a_key_of_23_hours_When_the_list_is_inconclusive_Then_nothing_is_sent()
    {
        bench.Wire.Answers(503, ServerError);

        Assert.IsType<CallResult.Unknown>(await AgainAsync(TimeSpan.FromHours(23)));
        Assert.DoesNotContain(Post, bench.Wire.Lines);
    }

    [Fact]
    public async Task Given_many_intents_When_searched_Then_pages_follow_the_last_id()
    {
        bench.Wire
            .Answers(200, ListJson(true, IntentJson("requires_capture", "pi_9", paymentId: "another"), IntentJson("canceled", "pi_8", paymentId: "another")))
            .Answers(200, ListJson(false, IntentJson("requires_capture")));

        Assert.Equal(new CallResult.Succeeded(Intent), await AgainAsync(TimeSpan.FromHours(23)));
        Assert.EndsWith("&limit=100&starting_after=pi_8", bench.Wire.Lines.Last(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_busy_day_When_nothing_is_on_any_page_Then_nothing_happened()
    {
        const int Pages = 200;
        bench.Wire.Answers(500, ServerError, replayed: true);
        for (var page = 1; page <= Pages; page++)
        {
            bench.Wire.Answers(200, ListJson(page < Pages, IntentJson("requires_capture", $"pi_{page}", paymentId: "another")));
        }

        Assert.IsType<CallResult.NothingHappened>(await AgainAsync(TimeSpan.FromMinutes(1)));
        Assert.Equal(1 + Pages, bench.Wire.Lines.Count());
    }

    [Fact]
    public async Task Given_a_list_that_takes_too_long_When_the_time_for_a_try_is_over_Then_the_search_ends()
    {
        using var givenUp = new CancellationTokenSource();
        bench.Wire.Answers(200, ListJson(true, IntentJson("requires_capture", "pi_1", paymentId: "another"))).Hangs();

        var searching = AgainAsync(TimeSpan.FromHours(23), givenUp.Token);
        await givenUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => searching);
        Assert.DoesNotContain(Post, bench.Wire.Lines);
    }

    private Task<CallResult> AgainAsync(TimeSpan age, CancellationToken? cancellationToken = null) =>
        bench.CallAsync(GatewayOperation.Authorize, askFirst: true, age, cancellationToken);
}
