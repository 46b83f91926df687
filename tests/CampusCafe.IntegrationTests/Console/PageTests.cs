using System.Net;
using System.Net.Http.Json;
using CampusCafe.IntegrationTests.Journeys;
using CampusCafe.Testing.Databases;
using CampusCafe.Testing.Samples;

namespace CampusCafe.IntegrationTests.Console;

/// <summary>What the pages show and do, as the host sends them.</summary>
public sealed class PageTests
{
    private static readonly string[] Pages =
        ["/ops", "/ops/jobs", "/ops/jobs/ordering.retention", "/ops/messages", "/ops/messages?state=stalled", "/ops/messages?state=dead", "/ops/messages?state=log", "/ops/orders", "/ops/system", "/ops/accounts"];

    [Theory]
    [InlineData("en", "Overview")]
    [InlineData("ja", "概要")]
    [InlineData("fr, ja-JP;q=0.8, en;q=0.5", "概要")]
    [InlineData("de", "Overview")]
    public async Task Given_a_browsers_language_When_any_page_is_asked_for_Then_it_comes_in_the_one_that_fits(string language, string overview)
    {
        await using var shop = await Shop.OpenAsync();
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!) { Language = language };

        foreach (var path in Pages)
        {
            var page = await visitor.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Contains(overview, page.Text);
        }

        await visitor.GetAsync("/ops/language?to=ja&returnUrl=%2Fops");
        Assert.Contains("概要", (await visitor.GetAsync("/ops")).Text);
    }

    [Fact]
    public async Task Given_any_page_When_it_comes_Then_browsers_are_told_to_run_only_what_is_ours_and_in_development_that_it_is_open()
    {
        await using var shop = await Shop.OpenAsync();
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);

        foreach (var path in Pages.Append("/ops/nothing"))
        {
            var page = await visitor.GetAsync(path);
            Assert.Contains("script-src 'self'; style-src 'self'", page.Headers["Content-Security-Policy"]);
            Assert.Contains("frame-ancestors 'none'", page.Headers["Content-Security-Policy"]);
            Assert.Equal("nosniff", page.Headers["X-Content-Type-Options"]);
            Assert.DoesNotContain(" style=\"", page.Html);
            Assert.DoesNotContain("<script>", page.Html);
            Assert.DoesNotContain(" onclick=", page.Html);
        }

        Assert.Contains("Development: whoever sits at this machine may look and act here", (await visitor.GetAsync("/ops")).Text);
    }

    [Theory]
    [InlineData("/ops/orders/01890000-0000-7000-8000-000000000000")]
    [InlineData("/ops/orders/nonsense")]
    [InlineData("/ops/messages/01890000-0000-7000-8000-000000000000")]
    [InlineData("/ops/messages/dead/inventory/01890000-0000-7000-8000-000000000000")]
    [InlineData("/ops/messages/dead/nobody/01890000-0000-7000-8000-000000000000")]
    [InlineData("/ops/jobs/nothing")]
    [InlineData("/ops/nothing")]
    public async Task Given_an_unknown_id_When_asked_for_Then_a_page_says_so(string path)
    {
        await using var shop = await Shop.OpenAsync();
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);

        var page = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Contains("<h1>Not found</h1>", page.Html);
    }

    [Theory]
    [InlineData("/ops/orders?status=lost")]
    [InlineData("/ops/orders?after=nonsense")]
    [InlineData("/ops/orders?q=%00")]
    [InlineData("/ops/messages?consumer=nobody")]
    [InlineData("/ops/messages?state=dead&after=nonsense")]
    [InlineData("/ops/messages?state=log&after=nowhere_1")]
    public async Task Given_a_search_that_is_none_When_sent_Then_the_page_says_why(string path)
    {
        await using var shop = await Shop.OpenAsync();
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);

        var page = await visitor.GetAsync(path);

        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.Status);
        Assert.Contains("alert-danger", page.Html);
    }

    [Fact]
    public async Task Given_production_When_the_console_is_asked_for_without_https_Then_it_says_why_not()
    {
        await using var shop = await Shop.OpenAsync(settings: "environment=Production");
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);

        var page = await visitor.GetAsync("/ops");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("The console needs HTTPS", page.Text);
        Assert.Equal(HttpStatusCode.Unauthorized, (await shop.GetAsync("/operations/overview")).Status);
    }

    [Fact]
    public async Task Given_a_path_base_When_the_console_is_used_Then_all_its_links_lead_there()
    {
        await using var shop = await Shop.OpenAsync(settings: "PathBase=/cafe");
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);

        foreach (var path in Pages)
        {
            var page = await visitor.GetAsync($"/cafe{path}");
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.DoesNotContain("\"/ops", page.Html);
            Assert.DoesNotContain("\"/swagger", page.Html);
        }

        using var checkout = new HttpRequestMessage(HttpMethod.Post, "/cafe/checkout") { Content = JsonContent.Create(Shop.Cart()) };
        checkout.Headers.Add("Idempotency-Key", "below");
        using var placed = await shop.Http.SendAsync(checkout, CancellationToken.None);
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync(placed.Headers.Location!.ToString())).Status);
        Assert.StartsWith("/cafe/orders/", placed.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await shop.GetAsync("/cafe/openapi/v1.json")).Status);
        Assert.Contains("../openapi/v1.json", (await shop.GetAsync("/cafe/swagger/index.js")).Text);
    }

    [Fact]
    public async Task Given_orders_When_searched_by_what_a_clerk_has_Then_each_leads_to_the_order()
    {
        await using var shop = await Shop.OpenAsync();
        var cart = Shop.Cart();
        cart["customer"] = new { name = "Bo", email = "Bo.Smith@Example.com" };
        var placed = await shop.CheckoutAsync(cart, requestId: "till-7");
        var order = await shop.UntilStatusAsync(placed.OrderId, "shipped", "completed");
        await shop.PlaceAsync();
        var payment = (await shop.GetAsync($"/payments/{order.Text("payment.paymentId")}")).Json;
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);

        string[] ids = [placed.OrderId, order.Text("payment.paymentId")!, order.Text("shipment.shipmentId")!, payment.Text("intentId")!];
        foreach (var id in ids)
        {
            Assert.Equal($"/ops/orders/{placed.OrderId}", (await visitor.GetAsync($"/ops/orders?q={id}")).Path);
            Assert.Equal([placed.OrderId], await FoundAsync(shop, $"q={id}"));
        }

        Assert.Equal([placed.OrderId], await FoundAsync(shop, "q=bo.smith@example.COM"));
        Assert.Equal([placed.OrderId], await FoundAsync(shop, "q=till-7"));
        Assert.Equal([placed.OrderId], [.. await FoundAsync(shop, "q=till-7&status=completed"), .. await FoundAsync(shop, "q=till-7&status=shipped")]);
        Assert.Empty(await FoundAsync(shop, "q=till-7&status=rejected"));
        Assert.Empty(await FoundAsync(shop, "q=nobody@example.com"));
        Assert.Contains("No order fits.", (await visitor.GetAsync("/ops/orders?q=nobody@example.com")).Text);
    }

    [Fact]
    public async Task Given_many_orders_When_paged_Then_each_comes_once_newest_first()
    {
        await using var shop = await Shop.OpenAsync();
        List<string> placed = [];
        for (var i = 0; i < 7; i++)
        {
            placed.Insert(0, await shop.PlaceAsync());
        }

        List<string> seen = [];
        for (string? after = string.Empty; after is not null;)
        {
            var page = (await shop.GetAsync($"/operations/orders?limit=3&after={Uri.EscapeDataString(after)}")).Json;
            seen.AddRange(page.GetProperty("orders").EnumerateArray().Select(order => order.Text("orderId")!));
            after = page.Text("next");
        }

        Assert.Equal(placed, seen);
    }

    [Fact]
    public async Task Given_an_order_When_its_page_is_looked_at_and_it_is_cancelled_there_Then_it_is()
    {
        await using var shop = await Shop.OpenAsync(settings: HostSettings.PatientDeadline);
        await shop.SendAsync(new(HttpMethod.Post, "/operations/jobs/payments.relay/pause"));
        var orderId = await shop.PlaceAsync();
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);
        var before = await visitor.GetAsync($"/ops/orders/{orderId}");

        var after = await visitor.PostAsync($"/ops/orders/{orderId}", ("Instruction", "Cancel"));
        await shop.SendAsync(new(HttpMethod.Post, "/operations/jobs/payments.relay/resume"));
        await shop.UntilStatusAsync(orderId, "cancelled");
        var again = await visitor.PostAsync($"/ops/orders/{orderId}", ("Instruction", "Resume"));

        Assert.Contains("ask-Cancel", before.Html);
        Assert.Contains("The order is being cancelled.", after.Text);
        Assert.Contains("There is nothing to resume", again.Text);
    }

    [Fact]
    public async Task Given_dead_letters_When_redriven_from_the_page_Then_they_are_handled_and_counted()
    {
        var shelf = new BrokenShelf();
        await using var shop = await Shop.OpenAsync(shelf.Configure, BrokenShelf.Settings);
        string[] orders = [await shop.PlaceAsync(), await shop.PlaceAsync(), await shop.PlaceAsync()];
        await Eventually.TrueAsync(async () => (await LettersAsync(shop)).Count == 3, () => "three letters");
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);
        var letters = await LettersAsync(shop);
        var list = await visitor.GetAsync("/ops/messages?state=dead");

        var failed = await visitor.PostAsync("/ops/messages?state=dead&handler=Selected", ("Chosen", $"inventory/{letters[0]}"));
        shelf.Mend();
        var one = await visitor.PostAsync($"/ops/messages/dead/inventory/{letters[0]}?handler=Redrive");
        var rest = await visitor.PostAsync("/ops/messages?state=dead&handler=All");

        Assert.Contains("The shelf is locked.", list.Text);
        Assert.Contains("1 redriven: 0 handled, 1 failed again.", failed.Text);
        Assert.Contains("It was handled: the dead letter is gone.", one.Text);
        Assert.Contains("2 redriven: 2 handled, 0 failed again.", rest.Text);
        foreach (var order in orders)
        {
            await shop.UntilStatusAsync(order, "shipped", "completed");
        }
    }

    [Fact]
    public async Task Given_a_dead_letter_When_discarded_without_a_reason_and_with_one_Then_refused_and_kept_for_the_record()
    {
        await using var shop = await Shop.OpenAsync(new BrokenShelf().Configure, BrokenShelf.Settings);
        await shop.PlaceAsync();
        await Eventually.TrueAsync(async () => (await LettersAsync(shop)).Count == 1, () => "a letter");
        var letter = $"/ops/messages/dead/inventory/{(await LettersAsync(shop))[0]}";
        using var visitor = new ConsoleVisitor(shop.Http.BaseAddress!);
        await visitor.GetAsync(letter);

        var without = await visitor.PostAsync($"{letter}?handler=Discard", ("Reason", " "));
        var with = await visitor.PostAsync($"{letter}?handler=Discard", ("Reason", "\"><svg onload=alert(1)>"));
        var late = await visitor.PostAsync($"{letter}?handler=Redrive");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, without.Status);
        Assert.Contains("A reason has 1 to 500 characters.", without.Text);
        Assert.Contains("It is discarded.", with.Text);
        Assert.DoesNotContain("<svg onload", with.Html);
        Assert.Contains("Somebody else has discarded it.", late.Text);
    }

    [Fact]
    public async Task Given_a_shop_When_messages_are_searched_Then_by_type_order_and_text()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await shop.PlaceAsync();
        await shop.UntilStatusAsync(orderId, "shipped", "completed");

        Assert.Single(await LogAsync(shop, $"key={orderId}&type=inventory.hold-stock.v1"));
        Assert.Single(await LogAsync(shop, "text=Chuo"));
        Assert.Empty(await LogAsync(shop, "text=nowhere-near"));
        var message = (await LogAsync(shop, $"key={orderId}&type=inventory.hold-stock.v1"))[0];
        var view = (await shop.GetAsync($"/operations/messages/{message}")).Json;
        Assert.Equal((orderId, "ordering"), (view.Text("key"), view.Text("module")));
        Assert.Contains("cake", view.Text("payload"));
    }

    [Fact]
    public async Task Given_messages_of_all_modules_When_the_log_is_paged_Then_each_comes_once_and_the_newest_first()
    {
        await using var shop = await Shop.OpenAsync();
        foreach (var orderId in new[] { await shop.PlaceAsync(), await shop.PlaceAsync() })
        {
            await shop.UntilStatusAsync(orderId, "shipped", "completed");
        }

        List<(string Module, string Id, long Sequence)> seen = [];
        var next = string.Empty;
        do
        {
            var page = (await shop.GetAsync($"/operations/messages/log?limit=4&after={next}")).Json;
            seen.AddRange(page.GetProperty("messages").EnumerateArray().Select(message =>
                (message.Text("module")!, message.Text("messageId")!, message.GetProperty("sequence").GetInt64())));
            next = page.Text("next");
        }
        while (next is not null);

        Assert.Equal(["inventory", "ordering", "payments", "shipping"], seen.Select(message => message.Module).Distinct().Order());
        Assert.Equal(seen.Count, seen.Select(message => message.Id).Distinct().Count());
        foreach (var module in seen.GroupBy(message => message.Module))
        {
            Assert.Equal(module.OrderByDescending(message => message.Sequence).Select(message => message.Id), module.Select(message => message.Id));
        }

        Assert.NotEqual(seen.GroupBy(message => message.Module).SelectMany(module => module), seen); // Not one module after the other.
        Assert.Equal(seen.Where(message => message.Module == "payments").Select(message => message.Id), await LogAsync(shop, "module=payments"));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await shop.GetAsync("/operations/messages/log?module=nowhere")).Status);
    }

    [Fact]
    public async Task Given_routes_that_change_something_When_sent_Then_the_action_log_has_to_what_and_how()
    {
        await using var shop = await Shop.OpenAsync(new BrokenShelf().Configure, BrokenShelf.Settings);
        var orderId = await shop.PlaceAsync();
        await Eventually.TrueAsync(async () => (await LettersAsync(shop)).Count == 1, () => "a letter");
        var letter = (await LettersAsync(shop))[0];

        await SendAsync(HttpMethod.Post, "/operations/dead-letters/redrive", new { letters = new[] { new { consumer = "inventory", messageId = letter } } });
        await SendAsync(HttpMethod.Post, "/operations/dead-letters/redrive", new { all = new { consumer = "inventory", key = orderId } });
        await SendAsync(HttpMethod.Post, $"/operations/dead-letters/inventory/{letter}/discard", new { reason = "The order was sent by hand." });
        await SendAsync(HttpMethod.Put, "/operations/jobs/ordering.retention/schedule", new { schedule = "02:00:00" });
        await SendAsync(HttpMethod.Post, "/operations/api-keys", new { name = "till", role = "viewer" });

        var actions = (await shop.GetAsync("/operations/actions")).Json.GetProperty("actions").EnumerateArray()
            .Select(action => (action.Text("action"), action.Text("subject"), action.Text("state"), action.Text("note")));
        const string FailedAgain = "1 redriven, 0 handled, 1 failed again, 0 unsettled";
        Assert.Equal(
            [
                ("api-key.create", "till", "done", "viewer"),
                ("job.schedule", "ordering.retention", "done", "02:00:00"),
                ("dead-letter.discard", $"inventory/{letter}", "done", "The order was sent by hand."),
                ("dead-letters.redrive", $"all inventory {orderId}", "done", FailedAgain),
                ("dead-letters.redrive", $"inventory/{letter}", "done", FailedAgain),
            ],
            actions);

        async Task SendAsync(HttpMethod method, string path, object body) =>
            Assert.True((await shop.SendAsync(new HttpRequestMessage(method, path) { Content = JsonContent.Create(body) })).Status is HttpStatusCode.OK or HttpStatusCode.Created, path);
    }

    [Fact]
    public async Task Given_a_shop_filled_with_a_past_When_looked_at_Then_it_is_as_if_the_orders_had_been_placed()
    {
        await using var data = await ShopDatabase.Current.CreateAsync();

        await SampleData.FillAsync(data.Settings, orders: 2 * SampleOrders.Count, TimeSpan.FromDays(2), progress: _ => { });
        var again = await Assert.ThrowsAsync<InvalidOperationException>(() => SampleData.FillAsync(data.Settings, orders: 20, TimeSpan.FromDays(1), progress: _ => { }));

        Assert.Equal("There are orders already, or a fill was cut off: choose data without any.", again.Message);
        await using var simulators = await RunningSimulators.StartAsync();
        await using var shop = await Shop.OpenOnAsync(data, simulators);
        Assert.Equal(2 * SampleOrders.DeadLetters, (await LettersAsync(shop)).Count);
        Assert.Equal(2 * SampleOrders.Count, (await FoundAsync(shop, "limit=100")).Count);
        Assert.Equal(2 * 15, (await FoundAsync(shop, "limit=100&status=completed")).Count);
        Assert.Equal(2 * SampleOrders.DeadLetters, (await FoundAsync(shop, "limit=100&needsAttention=true")).Count);
        var guests = (await Task.WhenAll(new[] { 3, 3 + SampleOrders.Count }.Select(guest => FoundAsync(shop, $"q=guest-{guest}@example.com")))).Select(Assert.Single).ToList();
        foreach (var orderId in guests)
        {
            var timeline = (await shop.GetAsync($"/orders/{orderId}/timeline")).Json;
            Assert.Equal(13, timeline.EnumerateArray().Count(entry => entry.Text("messageId") is not null));
        }

        var books = await Books.ReadAsync(shop.Services);
        Assert.Equal(2 * 2 * SampleOrders.DeadLetters, books.Open.Items.Count);
        Assert.Empty(Audit.HandledTwice(books));
        var cakes = books.Stock.Single(item => item.Id.Value == "cake");
        var movements = books.Movements.Where(movement => movement.ItemId.Value == "cake").ToList();
        Assert.Equal((movements[^1].OnHand, movements[^1].Held), (cakes.OnHand, cakes.Held));
    }

    [Fact]
    public async Task Given_the_system_When_asked_for_Then_it_names_hosts_schemas_and_settings_and_no_secret()
    {
        await using var shop = await Shop.OpenAsync();
        await Eventually.TrueAsync(
            async () => (await shop.GetAsync("/operations/system")).Json.GetProperty("hosts").GetArrayLength() == 1, () => "the host is there");

        var reply = await shop.GetAsync("/operations/system");

        Assert.All(reply.Json.GetProperty("schemas").EnumerateArray(), schema => Assert.Equal(0, schema.GetProperty("missing").GetArrayLength()));
        Assert.Contains("Messaging:BatchSize", reply.Text);
        Assert.DoesNotContain(shop.Simulators.Options.PaymentsApiKey, reply.Text);
        Assert.DoesNotContain(shop.Simulators.Options.PaymentsWebhookSecret, reply.Text);
        Assert.DoesNotContain(shop.Simulators.Options.CarrierApiKey, reply.Text);
    }

    private static async Task<IReadOnlyList<string>> FoundAsync(Shop shop, string query) =>
        [.. (await shop.GetAsync($"/operations/orders?{query}")).Json.GetProperty("orders").EnumerateArray().Select(order => order.Text("orderId")!)];

    private static async Task<IReadOnlyList<string>> LettersAsync(Shop shop) =>
        [.. (await shop.GetAsync("/operations/dead-letters?status=dead")).Json.GetProperty("letters").EnumerateArray().Select(letter => letter.Text("messageId")!)];

    private static async Task<IReadOnlyList<string>> LogAsync(Shop shop, string query) =>
        [.. (await shop.GetAsync($"/operations/messages/log?{query}")).Json.GetProperty("messages").EnumerateArray().Select(message => message.Text("messageId")!)];
}
