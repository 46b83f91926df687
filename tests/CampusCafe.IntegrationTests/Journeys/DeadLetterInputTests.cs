using System.Net;

namespace CampusCafe.IntegrationTests.Journeys;

/// <summary>One shop for all of them: what operators may get wrong about dead letters.</summary>
public sealed class DeadLetterInputTests(BadInputTests.OpenShop open) : IClassFixture<BadInputTests.OpenShop>
{
    private const string Nobody = "/operations/dead-letters/inventory/01890000-0000-7000-8000-000000000000";

    [Theory]
    [InlineData("consumer=stock", "consumer", "inventory, ordering, payments, shipping")]
    [InlineData("status=alive", "status", "dead, redriving, discarded")]
    [InlineData("status=0", "status", "dead")]
    [InlineData("limit=0", "limit", "1 to 100")]
    [InlineData("limit=101", "limit", "1 to 100")]
    [InlineData("limit=many", "limit", "1 to 100")]
    [InlineData("limit=1&limit=2", "limit", "1 to 100")]
    [InlineData("after=yesterday", "after", "next")]
    [InlineData("after=9999999999999999999_01890000000070008000000000000000_inventory", "after", "next")]
    [InlineData("type=a%00b", "type", "control character")]
    [InlineData("key=a%0Ab", "key", "control character")]
    public async Task Given_a_parameter_that_is_wrong_When_listed_Then_422_names_it(string query, string field, string help)
    {
        var reply = await open.Shop.GetAsync($"/operations/dead-letters?{query}");

        AssertInvalid(field, reply);
        Assert.Contains(help, reply.Json.Text("detail"));
    }

    [Theory]
    [InlineData("{}", "letters")]
    [InlineData("""{"letters":[],"all":{}}""", "letters")]
    [InlineData("""{"letters":[]}""", "letters")]
    [InlineData("""{"letters":[null]}""", "letters[0]")]
    [InlineData("""{"letters":[{"consumer":"stock","messageId":"01890000-0000-7000-8000-000000000000"}]}""", "letters[0].consumer")]
    [InlineData("""{"letters":[{"consumer":"inventory"}]}""", "letters[0].messageId")]
    [InlineData("""{"all":{"consumer":"stock"}}""", "all.consumer")]
    [InlineData("""{"all":{"type":"a\u0000b"}}""", "all.type")]
    public async Task Given_a_selection_that_is_wrong_When_redriven_Then_422_names_it(string body, string field) =>
        AssertInvalid(field, await PostAsync("/operations/dead-letters/redrive", body));

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"reason":"  "}""")]
    [InlineData("""{"reason":"a\u0000b"}""")]
    public async Task Given_no_reason_When_discarded_Then_422_names_it(string body) => AssertInvalid("reason", await PostAsync($"{Nobody}/discard", body));

    [Fact]
    public async Task Given_a_reason_that_is_too_long_When_discarded_Then_422_names_it() =>
        AssertInvalid("reason", await PostAsync($"{Nobody}/discard", $$"""{"reason":"{{new string('x', 501)}}"}"""));

    [Theory]
    [InlineData("""{"all":{"order":"x"}}""")]
    [InlineData("""{"letters":[{"consumer":"inventory","messageId":"nonsense"}]}""")]
    [InlineData("[]")]
    public async Task Given_a_body_that_cannot_be_read_When_redriven_Then_400(string body) =>
        Assert.Equal(HttpStatusCode.BadRequest, (await PostAsync("/operations/dead-letters/redrive", body)).Status);

    [Theory]
    [InlineData("/operations/dead-letters/inventory/nonsense")]
    [InlineData("/operations/dead-letters/stock/01890000-0000-7000-8000-000000000000")]
    [InlineData(Nobody)]
    public async Task Given_no_such_letter_When_looked_at_redriven_or_discarded_Then_404(string address)
    {
        ShopReply[] replies =
            [await open.Shop.GetAsync(address), await PostAsync($"{address}/redrive", "{}"), await PostAsync($"{address}/discard", """{"reason":"Nobody's."}""")];

        Assert.All(replies, reply => Assert.Equal((HttpStatusCode.NotFound, "urn:campuscafe:problem:not-found"), (reply.Status, reply.Json.Text("type"))));
    }

    private Task<ShopReply> PostAsync(string path, string body) => open.Shop.SendAsync(
        new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") });

    private static void AssertInvalid(string field, ShopReply reply)
    {
        Assert.Equal((HttpStatusCode.UnprocessableEntity, "urn:campuscafe:problem:validation"), (reply.Status, reply.Json.Text("type")));
        Assert.True(reply.Json.GetProperty("errors").TryGetProperty(field, out _), reply.Text);
    }
}
