using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Inventory.Persistence;
using CampusCafe.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Journeys;

/// <summary>Messages died: an operator looks, redrives one, some or all, and gives up what can't be helped.</summary>
public sealed class DeadLetterTests
{
    private const string Route = "/operations/dead-letters";
    private const string HoldStock = "inventory.hold-stock.v1";

    private readonly BrokenShelf shelf = new();

    [Fact]
    public async Task Given_a_message_that_died_When_redriven_in_vain_and_again_once_all_is_well_Then_its_order_completes()
    {
        await using var shop = await OpenAsync();
        var orderId = await shop.PlaceAsync();
        var letter = (await DeadAsync(shop, 1)).Single();

        Assert.Equal(("inventory", HoldStock, orderId, "dead"), (letter.Text("consumer"), letter.Text("type"), letter.Text("key"), letter.Text("status")));
        Assert.Equal(2, letter.GetProperty("attempts").GetInt32());
        Assert.Equal(2, letter.GetProperty("errors").EnumerateArray().Count(error => error.GetString() == "InvalidOperationException: The shelf is locked."));
        Assert.Contains("cake", letter.Text("payload"));
        Assert.Equal(letter.ToString(), (await shop.GetAsync(AddressOf(letter))).Json.ToString());
        await UntilAttentionAsync(shop, letter, expected: true);

        AssertCounts(await PostAsync(shop, $"{AddressOf(letter)}/redrive"), redriven: 1, failedAgain: 1);
        Assert.Equal(3, (await shop.GetAsync(AddressOf(letter))).Json.GetProperty("attempts").GetInt32());

        shelf.Mend();
        AssertCounts(await PostAsync(shop, $"{AddressOf(letter)}/redrive"), redriven: 1, handled: 1);

        AssertProblem(HttpStatusCode.NotFound, "not-found", await shop.GetAsync(AddressOf(letter)));
        AssertProblem(HttpStatusCode.NotFound, "not-found", await PostAsync(shop, $"{AddressOf(letter)}/redrive"));
        await shop.UntilAsync(orderId, order => order.Text("status") == "completed" && !order.GetProperty("needsAttention").GetBoolean(), "completed");
        await AssertAgreedAsync(shop, orderId);
    }

    [Fact]
    public async Task Given_eight_that_died_When_all_are_redriven_and_one_fails_again_Then_it_stops_after_that_stage_and_goes_on_when_asked()
    {
        await using var shop = await OpenAsync();
        List<string> orders = [];
        for (var i = 0; i < 8; i++)
        {
            orders.Add(await shop.PlaceAsync());
        }

        await DeadAsync(shop, 8);
        shelf.On = (message, token) => message.OrderId.ToString() == orders[3] ? BrokenShelf.Fail(message, token) : Task.CompletedTask;

        // Stages of 1, 5 and 2, oldest first: the fourth is in the second.
        var stopped = await RedriveAllAsync(shop, new { consumer = "inventory" });
        AssertCounts(stopped, redriven: 6, handled: 5, failedAgain: 1, left: 2, stopped: true);
        Assert.Equal("1 of 5 failed again in stage 2.", stopped.Json.Text("reason"));
        AssertCounts(await RedriveAllAsync(shop, new { type = "inventory.cancel-stock.v1" }));

        shelf.Mend();
        AssertCounts(await RedriveAllAsync(shop, new { consumer = "inventory", type = HoldStock }), redriven: 3, handled: 3);

        foreach (var orderId in orders)
        {
            await shop.UntilStatusAsync(orderId, "completed");
        }

        await AssertAgreedAsync(shop, [.. orders]);
    }

    [Fact]
    public async Task Given_a_selection_with_letters_that_are_not_dead_When_redriven_Then_the_counts_say_so()
    {
        await using var shop = await OpenAsync();
        await shop.PlaceAsync();
        await shop.PlaceAsync();
        await shop.PlaceAsync();
        var letters = await DeadAsync(shop, 3);
        await PostAsync(shop, $"{AddressOf(letters[0])}/discard", new { reason = "Seen to." });
        shelf.Mend();

        var reply = await PostAsync(shop, $"{Route}/redrive", new
        {
            letters = new[] { Named(letters[0].Text("messageId")!), Named(letters[1].Text("messageId")!), Named(letters[1].Text("messageId")!), Named(Guid.CreateVersion7().ToString()) },
        });

        AssertCounts(reply, redriven: 1, handled: 1, left: 2);
        Assert.Equal("2 of 3 were not dead. 1 are discarded. 1 are not there.", reply.Json.Text("reason"));
        Assert.Equal(letters[2].Text("messageId"), (await DeadAsync(shop, 1)).Single().Text("messageId"));

        static object Named(string messageId) => new { consumer = "inventory", messageId };
    }

    [Fact]
    public async Task Given_a_message_that_died_When_discarded_Then_it_is_kept_with_the_reason_and_calls_for_nobody()
    {
        await using var shop = await OpenAsync();
        await shop.PlaceAsync();
        var letter = (await DeadAsync(shop, 1)).Single();
        await UntilAttentionAsync(shop, letter, expected: true);

        var discarded = await PostAsync(shop, $"{AddressOf(letter)}/discard", new { reason = "The customer has telephoned." });

        Assert.Equal((HttpStatusCode.OK, "discarded", "The customer has telephoned."), (discarded.Status, discarded.Json.Text("status"), discarded.Json.Text("discardReason")));
        Assert.NotNull(discarded.Json.Text("discardedAt"));
        await UntilAttentionAsync(shop, letter, expected: false);
        Assert.Single(await ListAsync(shop, "status=discarded"));
        Assert.Empty(await ListAsync(shop, "status=dead"));
        AssertProblem(HttpStatusCode.Conflict, "letter-discarded", await PostAsync(shop, $"{AddressOf(letter)}/redrive"));
        AssertProblem(HttpStatusCode.Conflict, "letter-discarded", await PostAsync(shop, $"{AddressOf(letter)}/discard", new { reason = "Again." }));
        AssertCounts(await RedriveAllAsync(shop, new { }));
    }

    [Fact]
    public async Task Given_a_host_that_died_right_after_it_began_to_redrive_When_another_starts_Then_that_one_goes_on()
    {
        var data = await ShopDatabase.Current.CreateAsync();
        await using var simulators = await RunningSimulators.StartAsync();
        string orderId;
        await using (var shop = await Shop.OpenOnAsync(data, simulators, shelf.Configure, [.. BrokenShelf.Settings, "Messaging:PollInterval=00:05:00"]))
        {
            orderId = await shop.PlaceAsync();
            var letter = (await DeadAsync(shop, 1)).Single();
            await BeginToRedriveAsync(shop);
            AssertProblem(HttpStatusCode.Conflict, "letter-redriving", await PostAsync(shop, $"{AddressOf(letter)}/redrive"));
            AssertProblem(HttpStatusCode.Conflict, "letter-redriving", await PostAsync(shop, $"{AddressOf(letter)}/discard", new { reason = "Too late." }));
            shelf.Mend();
        }

        await using (var shop = await Shop.OpenOnAsync(data, simulators, shelf.Configure, BrokenShelf.Settings))
        {
            await shop.UntilStatusAsync(orderId, "completed");
            Assert.Empty(await ListAsync(shop, string.Empty));
            await AssertAgreedAsync(shop, orderId);
        }

        await data.DisposeAsync();
    }

    [Fact]
    public async Task Given_a_letter_whose_consumer_hangs_When_the_host_stops_Then_whoever_waits_is_told_so()
    {
        await using var shop = await OpenAsync();
        await shop.PlaceAsync();
        var letter = (await DeadAsync(shop, 1)).Single();
        TaskCompletionSource hanging = new();
        TaskCompletionSource goOn = new();
        shelf.On = (_, _) =>
        {
            hanging.TrySetResult();
            return goOn.Task;
        };
        var redriving = PostAsync(shop, $"{AddressOf(letter)}/redrive");
        await hanging.Task.WaitAsync(TestContext.Current.CancellationToken);

        var stopping = shop.StopAsync();
        var reply = await redriving;
        goOn.SetResult();
        await stopping;

        AssertCounts(reply, redriven: 1, unsettled: 1);
        Assert.StartsWith("The host is stopping", reply.Json.Text("reason"));
    }

    [Fact]
    public async Task Given_five_that_died_When_listed_in_pages_of_two_Then_each_comes_once_newest_first()
    {
        await using var shop = await OpenAsync();
        for (var i = 0; i < 5; i++)
        {
            await shop.PlaceAsync();
        }

        await DeadAsync(shop, 5);
        List<JsonElement> seen = [];
        for (var after = string.Empty; after is not null;)
        {
            var page = (await shop.GetAsync($"{Route}?consumer=inventory&type={HoldStock}&key=&status=dead&limit=2&after={after}")).Json;
            seen.AddRange(page.GetProperty("letters").EnumerateArray());
            after = page.Text("next");
        }

        Assert.Equal(5, seen.Select(letter => letter.Text("messageId")).Distinct().Count());
        Assert.Equal(seen.OrderByDescending(DiedAt).Select(DiedAt), seen.Select(DiedAt));
        Assert.Single(await ListAsync(shop, $"key={seen[0].Text("key")}"));
        Assert.Empty(await ListAsync(shop, "consumer=payments"));

        static DateTimeOffset DiedAt(JsonElement letter) => letter.GetProperty("diedAt").GetDateTimeOffset();
    }

    /// <summary>All that is committed before the relay is nudged.</summary>
    private static async Task BeginToRedriveAsync(Shop shop)
    {
        await using var scope = shop.Scope();
        var context = scope.ServiceProvider.GetRequiredService<InventoryDbContext>();
        context.RemoveRange(await context.Set<InboxMessage>().Where(message => message.Outcome == InboxOutcome.Dead).ToListAsync());
        (await context.Set<DeadLetter>().SingleAsync()).Redrive();
        await context.SaveChangesAsync();
    }

    private Task<Shop> OpenAsync() => Shop.OpenAsync(shelf.Configure, BrokenShelf.Settings);

    /// <summary>Waits for that many.</summary>
    private static async Task<IReadOnlyList<JsonElement>> DeadAsync(Shop shop, int count)
    {
        IReadOnlyList<JsonElement> letters = [];
        await Eventually.TrueAsync(async () => (letters = await ListAsync(shop, "status=dead")).Count == count, () => $"{count} dead letters; there are {letters.Count}");
        return letters;
    }

    private static async Task<IReadOnlyList<JsonElement>> ListAsync(Shop shop, string query) =>
        [.. (await shop.GetAsync($"{Route}?{query}")).Json.GetProperty("letters").EnumerateArray()];

    private static string AddressOf(JsonElement letter) => $"{Route}/{letter.Text("consumer")}/{letter.Text("messageId")}";

    private static Task UntilAttentionAsync(Shop shop, JsonElement letter, bool expected) => Eventually.TrueAsync(
        async () => (await shop.GetAsync($"/operations/orders/{letter.Text("key")}")).Json.GetProperty("attention").EnumerateArray()
            .Any(reason => reason.GetString() == $"dead_letter.inventory.{letter.Text("messageId")}") == expected,
        $"attention because of the letter: {expected}");

    private static Task<ShopReply> RedriveAllAsync(Shop shop, object all) => PostAsync(shop, $"{Route}/redrive", new { all });

    private static Task<ShopReply> PostAsync(Shop shop, string path, object? body = null) =>
        shop.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) });

    private static void AssertCounts(
        ShopReply reply, int redriven = 0, int handled = 0, int failedAgain = 0, int unsettled = 0, int left = 0, bool stopped = false)
    {
        Assert.True(reply.Status is HttpStatusCode.OK, reply.Text);
        int[] counts = [.. new[] { "redriven", "handled", "failedAgain", "unsettled", "left" }.Select(name => reply.Json.GetProperty(name).GetInt32())];
        Assert.Equal([redriven, handled, failedAgain, unsettled, left], counts);
        Assert.Equal(stopped, reply.Json.GetProperty("stopped").GetBoolean());
    }

    private static void AssertProblem(HttpStatusCode status, string kind, ShopReply reply) =>
        Assert.Equal((status, $"urn:campuscafe:problem:{kind}"), (reply.Status, reply.Json.Text("type")));

    private static async Task AssertAgreedAsync(Shop shop, params string[] orders)
    {
        await shop.SettledAsync();
        Assert.Empty(await shop.AuditAsync(orders));
    }
}
