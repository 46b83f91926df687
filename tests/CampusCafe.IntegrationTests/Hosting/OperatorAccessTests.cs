using System.Net;
using System.Net.Http.Json;
using CampusCafe.BuildingBlocks.Http.Access;

namespace CampusCafe.IntegrationTests.Hosting;

public sealed class OperatorAccessTests
{
    private const string Production = "environment=Production";

    [Fact]
    public async Task Given_development_on_loopback_When_restocked_under_one_key_Then_once()
    {
        await using var shop = await Shop.OpenAsync();

        var first = await RestockAsync(shop, idempotencyKey: "delivery-1");
        var second = await RestockAsync(shop, idempotencyKey: "delivery-1");

        Assert.Equal((HttpStatusCode.OK, 15), (first.Status, first.Json.GetProperty("available").GetInt32()));
        Assert.Equal(first.Text, second.Text);
        Assert.Equal(15, await shop.AvailableAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    [InlineData(1_000_000)]
    public async Task Given_a_quantity_that_no_shelf_takes_When_restocked_Then_422(int quantity)
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await RestockAsync(shop, quantity: quantity)).Status);
        Assert.Equal(10, await shop.AvailableAsync());
    }

    [Fact]
    public async Task Given_an_unknown_item_or_no_key_When_restocked_Then_404_or_400()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await RestockAsync(shop, item: "tea")).Status);
        Assert.Equal(HttpStatusCode.BadRequest, (await RestockAsync(shop, idempotencyKey: null)).Status);
    }

    [Fact]
    public async Task Given_production_When_restocked_Then_only_with_an_operators_key()
    {
        await using var shop = await Shop.OpenAsync(settings: Production);

        var without = await RestockAsync(shop);
        Assert.Equal(HttpStatusCode.Unauthorized, without.Status);
        Assert.Equal("urn:campuscafe:problem:operators-only", without.Json.Text("type"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await RestockAsync(shop, apiKey: "guessed")).Status);
        var unread = await shop.SendAsync(new HttpRequestMessage(HttpMethod.Post, "/inventory/cake/restock") { Content = new StringContent("{", System.Text.Encoding.UTF8, "application/json") });
        Assert.Equal(HttpStatusCode.Unauthorized, unread.Status);
        Assert.Equal(10, await shop.AvailableAsync());

        Assert.Equal(HttpStatusCode.OK, (await RestockAsync(shop, apiKey: await shop.NewKeyAsync(Roles.Operator))).Status);
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("POST", "/cancel")]
    [InlineData("POST", "/resume")]
    [InlineData("POST", "/remedies")]
    public async Task Given_production_When_an_order_is_cared_for_Then_only_with_an_operators_key(string method, string route)
    {
        await using var shop = await Shop.OpenAsync(settings: Production);

        Assert.Equal(HttpStatusCode.Unauthorized, (await CareAsync(null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await CareAsync("guessed")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await CareAsync(await shop.NewKeyAsync(Roles.Operator))).Status);

        Task<ShopReply> CareAsync(string? apiKey)
        {
            var request = new HttpRequestMessage(new HttpMethod(method), $"/operations/orders/{Guid.CreateVersion7()}{route}");
            request.Content = route == "/remedies" ? JsonContent.Create(new { remedy = "refund" }) : null;
            request.Headers.Add("Idempotency-Key", "key");
            if (apiKey is not null)
            {
                request.Headers.Add("X-Api-Key", apiKey);
            }

            return shop.SendAsync(request);
        }
    }

    [Theory]
    [InlineData("GET", "")]
    [InlineData("GET", "/inventory/01890000-0000-7000-8000-000000000000")]
    [InlineData("POST", "/redrive")]
    [InlineData("POST", "/inventory/01890000-0000-7000-8000-000000000000/redrive")]
    [InlineData("POST", "/inventory/01890000-0000-7000-8000-000000000000/discard")]
    public async Task Given_production_When_dead_letters_are_asked_for_Then_only_with_an_operators_key(string method, string route)
    {
        await using var shop = await Shop.OpenAsync(settings: Production);

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync("guessed")).Status);
        Assert.NotEqual(HttpStatusCode.Unauthorized, (await AskAsync(await shop.NewKeyAsync(Roles.Operator))).Status);

        Task<ShopReply> AskAsync(string? apiKey)
        {
            var request = new HttpRequestMessage(new HttpMethod(method), $"/operations/dead-letters{route}");
            if (apiKey is not null)
            {
                request.Headers.Add("X-Api-Key", apiKey);
            }

            return shop.SendAsync(request);
        }
    }

    [Fact]
    public async Task Given_one_key_of_two_callers_When_used_Then_they_never_meet()
    {
        await using var shop = await Shop.OpenAsync();

        Assert.Equal(HttpStatusCode.OK, (await RestockAsync(shop, idempotencyKey: "same")).Status);
        Assert.Equal(HttpStatusCode.OK, (await RestockAsync(shop, idempotencyKey: "same", apiKey: await shop.NewKeyAsync(Roles.Operator))).Status);

        Assert.Equal(20, await shop.AvailableAsync());
    }

    private static async Task<ShopReply> RestockAsync(
        Shop shop, int quantity = 5, string item = "cake", string? idempotencyKey = "key", string? apiKey = null)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/inventory/{item}/restock") { Content = JsonContent.Create(new { quantity }) };
        if (idempotencyKey is not null)
        {
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        }

        if (apiKey is not null)
        {
            request.Headers.Add("X-Api-Key", apiKey);
        }

        return await shop.SendAsync(request);
    }
}
