using System.Net;

namespace CampusCafe.IntegrationTests.Journeys;

/// <summary>One shop for all of them: bad input changes nothing.</summary>
public sealed class BadInputTests(BadInputTests.OpenShop open) : IClassFixture<BadInputTests.OpenShop>
{
    private const string Good =
        """{"items":[{"itemId":"cake","quantity":1}],"customer":{"name":"Aki","email":"aki@example.com"},"shipTo":{"recipient":"Aki","line1":"1-2-3","city":"Osaka","postalCode":"530-0001","country":"JP"},"payment":{"paymentMethod":"pm_card_visa"}}""";

    [Theory]
    [InlineData("\"quantity\":1", "\"quantity\":0", "items[0].quantity")]
    [InlineData("\"quantity\":1", "\"quantity\":-1", "items[0].quantity")]
    [InlineData("\"quantity\":1", "\"quantity\":1001", "items[0].quantity")]
    [InlineData(",\"quantity\":1", "", "items[0].quantity")]
    [InlineData("\"cake\"", "\"tea\"", "items[0].itemId")]
    [InlineData("\"cake\"", "\"\"", "items[0].itemId")]
    [InlineData("\"cake\"", "null", "items[0].itemId")]
    [InlineData("{\"itemId\":\"cake\",\"quantity\":1}", "", "items")]
    [InlineData("{\"itemId\":\"cake\",\"quantity\":1}", "null", "items[0]")]
    [InlineData("{\"itemId\":\"cake\",\"quantity\":1}", "{\"itemId\":\"cake\",\"quantity\":1},{\"itemId\":\"CAKE\",\"quantity\":2}", "items")]
    [InlineData("\"aki@example.com\"", "\"aki\"", "customer.email")]
    [InlineData("\"aki@example.com\"", "\"aki@localhost\"", "customer.email")]
    [InlineData("\"aki@example.com\"", "\"Aki <aki@example.com>\"", "customer.email")]
    [InlineData("\"name\":\"Aki\"", "\"name\":\"  \"", "customer.name")]
    [InlineData("\"name\":\"Aki\"", "\"name\":\"A\\u0000\"", "customer.name")]
    [InlineData("\"JP\"", "\"Japan\"", "shipTo.country")]
    [InlineData("\"JP\"", "\"jp\"", "shipTo.country")]
    [InlineData("\"JP\"", "null", "shipTo.country")]
    [InlineData(",\"payment\":{\"paymentMethod\":\"pm_card_visa\"}", "", "payment")]
    [InlineData("\"pm_card_visa\"", "\"\"", "payment.paymentMethod")]
    public async Task Given_a_field_that_is_wrong_When_checked_out_Then_422_names_it(string part, string wrong, string field)
    {
        var reply = await PostAsync(Good.Replace(part, wrong, StringComparison.Ordinal));

        await AssertProblemAsync(reply, HttpStatusCode.UnprocessableEntity, "validation");
        Assert.True(reply.Json.GetProperty("errors").TryGetProperty(field, out _), reply.Text);
    }

    [Fact]
    public async Task Given_too_many_lines_or_too_long_strings_When_checked_out_Then_422_names_them()
    {
        var lines = string.Join(',', Enumerable.Range(0, 101).Select(i => $$"""{"itemId":"item-{{i}}","quantity":1}"""));
        var many = await PostAsync(Good.Replace("""{"itemId":"cake","quantity":1}""", lines, StringComparison.Ordinal));
        var longName = await PostAsync(Good.Replace("\"name\":\"Aki\"", $"\"name\":\"{new string('x', 201)}\"", StringComparison.Ordinal));
        var longItem = await PostAsync(Good.Replace("cake", new string('x', 65), StringComparison.Ordinal));

        Assert.True(many.Json.GetProperty("errors").TryGetProperty("items", out _), many.Text);
        Assert.True(longName.Json.GetProperty("errors").TryGetProperty("customer.name", out _), longName.Text);
        Assert.True(longItem.Json.GetProperty("errors").TryGetProperty("items[0].itemId", out _), longItem.Text);
    }

    [Theory]
    [InlineData("{", "malformed-json")]
    [InlineData("", "bad-request")]
    [InlineData("null", "bad-request")]
    [InlineData("[]", "malformed-json")]
    [InlineData("{\"items\":\"cake\"}", "malformed-json")]
    [InlineData("{\"items\":[{\"itemId\":\"cake\",\"quantity\":1.5}]}", "malformed-json")]
    [InlineData("{\"items\":[{\"itemId\":\"cake\",\"quantity\":99999999999}]}", "malformed-json")]
    [InlineData("{\"items\":[{\"itemId\":\"cake\",\"quantity\":\"1\"}]}", "malformed-json")]
    [InlineData("{\"coupon\":\"FREE\"}", "malformed-json")]
    [InlineData("{\"items\":[],\"items\":[]}", "malformed-json")]
    [InlineData("{\"items\":[{\"itemId\":\"cake\",\"quantity\":1,\"price\":0}]}", "malformed-json")]
    public async Task Given_a_body_that_cannot_be_read_When_checked_out_Then_400(string body, string kind) =>
        await AssertProblemAsync(await PostAsync(body), HttpStatusCode.BadRequest, kind);

    [Fact]
    public async Task Given_an_unknown_field_When_checked_out_Then_the_problem_names_it() =>
        Assert.Contains("$.items[0].price", (await PostAsync("""{"items":[{"itemId":"cake","quantity":1,"price":0}]}""")).Json.Text("detail"));

    [Fact]
    public async Task Given_a_body_that_is_too_large_When_checked_out_Then_413() => await AssertProblemAsync(
        await PostAsync(Good + new string(' ', 64 * 1024)), HttpStatusCode.RequestEntityTooLarge, "body-too-large");

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("application/json; charset=utf-16")]
    [InlineData("application/json; charset=foo")]
    public async Task Given_another_content_type_When_checked_out_Then_415(string contentType) =>
        await AssertProblemAsync(await PostAsync(Good, contentType), HttpStatusCode.UnsupportedMediaType, "unsupported-media-type");

    [Theory]
    [InlineData("application/json; charset=utf-8")]
    [InlineData("application/json; charset=\"UTF-8\"")]
    [InlineData("application/json; charset=")]
    [InlineData("application/json; charset=\"\"")]
    public async Task Given_utf8_by_any_name_When_checked_out_Then_the_body_is_read(string contentType) =>
        await AssertProblemAsync(await PostAsync(Good.Replace("cake", "tea", StringComparison.Ordinal), contentType), HttpStatusCode.UnprocessableEntity, "validation");

    [Theory]
    [InlineData("/orders/nonsense", HttpStatusCode.NotFound)]
    [InlineData("/nowhere", HttpStatusCode.NotFound)]
    [InlineData("/checkout", HttpStatusCode.MethodNotAllowed)]
    public async Task Given_a_client_that_accepts_html_only_When_refused_Then_a_problem_all_the_same(string path, HttpStatusCode status)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", "text/html");

        var reply = await open.Shop.SendAsync(request);

        Assert.Equal((status, "application/problem+json"), (reply.Status, reply.Headers["Content-Type"]));
        Assert.StartsWith("urn:campuscafe:problem:", reply.Json.Text("type"));
        Assert.NotNull(reply.Json.Text("traceId"));
    }

    [Theory]
    [InlineData(null, "idempotency-key-missing")]
    [InlineData(" ", "idempotency-key-missing")]
    [InlineData("too long", "idempotency-key-too-long")]
    public async Task Given_no_key_or_one_that_is_too_long_When_checked_out_Then_400(string? key, string kind) => await AssertProblemAsync(
        await PostAsync(Good, key: key == "too long" ? new string('k', 256) : key), HttpStatusCode.BadRequest, kind);

    [Theory]
    [InlineData("not visible")]
    [InlineData("")]
    public async Task Given_a_request_id_that_is_not_valid_When_sent_Then_400(string requestId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/menu");
        request.Headers.TryAddWithoutValidation("X-Request-Id", requestId);

        await AssertProblemAsync(await open.Shop.SendAsync(request), HttpStatusCode.BadRequest, "request-id-invalid");
    }

    [Theory]
    [InlineData("/orders/01890000-0000-7000-8000-000000000000")]
    [InlineData("/orders/nonsense")]
    [InlineData("/orders/01890000-0000-7000-8000-000000000000/timeline")]
    [InlineData("/payments/01890000-0000-7000-8000-000000000000")]
    [InlineData("/payments/nonsense")]
    [InlineData("/openapi/v2.json")]
    [InlineData("/swagger/%0a")]
    [InlineData("/nowhere")]
    public async Task Given_something_that_is_not_there_When_asked_for_Then_404_as_a_problem(string path)
    {
        var reply = await open.Shop.GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, reply.Status);
        Assert.Equal("application/problem+json", reply.Headers["Content-Type"]);
        Assert.NotNull(reply.Json.Text("traceId"));
    }

    private async Task<ShopReply> PostAsync(string body, string contentType = "application/json", string? key = "default")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/checkout") { Content = new StringContent(body) };
        request.Content.Headers.Remove("Content-Type");
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("Idempotency-Key", key == "default" ? Guid.CreateVersion7().ToString() : key);
        }

        return await open.Shop.SendAsync(request);
    }

    private async Task AssertProblemAsync(ShopReply reply, HttpStatusCode status, string kind)
    {
        Assert.True(status == reply.Status, $"{reply.Status} {reply.Text}");
        Assert.Equal("application/problem+json", reply.Headers["Content-Type"]);
        Assert.Equal($"urn:campuscafe:problem:{kind}", reply.Json.Text("type"));
        Assert.NotNull(reply.Json.Text("traceId"));
        Assert.Equal(10, await open.Shop.AvailableAsync());
    }

    public sealed class OpenShop : IAsyncLifetime
    {
        internal Shop Shop { get; private set; } = null!;

        public async ValueTask InitializeAsync() => Shop = await Shop.OpenAsync();

        public ValueTask DisposeAsync() => Shop.DisposeAsync();
    }
}
