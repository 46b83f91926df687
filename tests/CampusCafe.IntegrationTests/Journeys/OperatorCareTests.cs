using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using CampusCafe.Testing.Samples;

namespace CampusCafe.IntegrationTests.Journeys;

/// <summary>What an operator sees of an order that calls for a person, and what becomes of it once they have acted.</summary>
public sealed class OperatorCareTests
{
    private const string ParkAfterTwo = "OutgoingCalls:AttemptsBeforeParking=2";

    [Fact]
    public async Task Given_an_order_that_went_well_When_looked_at_Then_nothing_to_do_and_nothing_can_be_done()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await shop.PlaceAsync();
        await shop.UntilStatusAsync(orderId, "completed");

        var care = await CareAsync(shop, orderId);

        Assert.Equal(("Completed", "completed"), (care.Text("state"), care.Text("order.status")));
        Assert.All(["attention", "awaits", "remedies"], part => Assert.Empty(care.GetProperty(part).EnumerateArray()));
        AssertProblem(HttpStatusCode.Conflict, "nothing-awaited", await ResumeAsync(shop, orderId));
        AssertProblem(HttpStatusCode.Conflict, "remedy-not-possible", await RemedyAsync(shop, orderId, "charge"));
        AssertProblem(HttpStatusCode.Conflict, "remedy-not-possible", await RemedyAsync(shop, orderId, "refund"));
    }

    [Theory]
    [InlineData("00000000-0000-0000-0000-000000000001")]
    [InlineData("nonsense")]
    public async Task Given_no_such_order_When_cared_for_Then_404(string orderId)
    {
        await using var shop = await Shop.OpenAsync();

        AssertProblem(HttpStatusCode.NotFound, "not-found", await shop.GetAsync($"/operations/orders/{orderId}"));
        AssertProblem(HttpStatusCode.NotFound, "not-found", await ResumeAsync(shop, orderId));
        AssertProblem(HttpStatusCode.NotFound, "not-found", await RemedyAsync(shop, orderId, "refund"));
    }

    [Fact]
    public async Task Given_a_remedy_that_is_none_or_no_key_When_asked_for_Then_422_or_400()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await shop.PlaceAsync();

        AssertProblem(HttpStatusCode.UnprocessableEntity, "validation", await RemedyAsync(shop, orderId, "forgive"));
        AssertProblem(HttpStatusCode.UnprocessableEntity, "validation", await RemedyAsync(shop, orderId, remedy: null));
        AssertProblem(HttpStatusCode.BadRequest, "idempotency-key-missing", await RemedyAsync(shop, orderId, "refund", key: null));
    }

    [Fact]
    public async Task Given_a_provider_that_stays_down_When_it_is_back_and_the_order_is_resumed_Then_completed()
    {
        await using var shop = await Shop.OpenAsync(settings: ParkAfterTwo);
        await shop.Simulators.Client.SetFaultAsync("payments", "capture", "fail");
        var orderId = await shop.PlaceAsync();
        var care = await shop.UntilAttentionAsync(orderId, "payments.capture");
        Assert.Equal(["CapturePayment"], Texts(care, "awaits"));
        await shop.Simulators.Client.ClearFaultsAsync();

        // The probe would come in five minutes.
        var resumed = await ResumeAsync(shop, orderId);

        Assert.Equal(HttpStatusCode.Accepted, resumed.Status);
        Assert.Equal($"/operations/orders/{orderId}", resumed.Headers["Location"]);
        await shop.UntilAsync(orderId, order => order.Text("status") == "completed" && !order.GetProperty("needsAttention").GetBoolean(), "completed");
        await AssertAgreedAsync(shop, orderId);
    }

    [Fact]
    public async Task Given_goods_that_left_by_themselves_When_charged_Then_completed()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await CancelTooLateAsync(shop);

        var charged = await RemedyAsync(shop, orderId, "charge");

        Assert.True(charged.Status is HttpStatusCode.Accepted, charged.Text);
        Assert.Equal((HttpStatusCode.Accepted, "Capturing"), (charged.Status, charged.Json.Text("state")));
        await shop.UntilAsync(orderId, order => order.Text("status") == "completed" && !order.GetProperty("needsAttention").GetBoolean(), "completed");
        Assert.Equal(["authorize", "capture"], await shop.Simulators.Client.PaymentEffectsAsync());
        await AssertAgreedAsync(shop, orderId);
    }

    [Fact]
    public async Task Given_goods_that_left_by_themselves_When_refunded_twice_under_one_key_Then_once_and_written_off()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await CancelTooLateAsync(shop);

        var refunded = await RemedyAsync(shop, orderId, "refund");
        var again = await RemedyAsync(shop, orderId, "refund");

        Assert.Equal(HttpStatusCode.Accepted, refunded.Status);
        Assert.Equal((refunded.Text, "true"), (again.Text, again.Headers["Idempotent-Replayed"]));
        AssertProblem(HttpStatusCode.Conflict, "remedy-not-possible", await RemedyAsync(shop, orderId, "charge", key: "another"));
        await shop.UntilAsync(orderId, order => order.Text("status") == "cancelled" && order.Text("shipment.status") == "delivered", "cancelled");
        await AssertAgreedAsync(shop, orderId);
        Assert.Equal(["authorize", "void"], await shop.Simulators.Client.PaymentEffectsAsync());
        Assert.Empty(Texts(await CareAsync(shop, orderId), "attention"));
    }

    [Fact]
    public async Task Given_a_shipment_that_was_lost_When_refunded_Then_the_money_goes_back()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await shop.LoseShipmentAsync();
        Assert.Equal(["refund"], Texts(await CareAsync(shop, orderId), "remedies"));

        Assert.Equal(HttpStatusCode.Accepted, (await RemedyAsync(shop, orderId, "refund")).Status);

        await shop.UntilStatusAsync(orderId, "cancelled");
        Assert.Equal(["authorize", "capture", "refund"], await shop.Simulators.Client.PaymentEffectsAsync());
        await AssertAgreedAsync(shop, orderId);
    }

    /// <summary>It awaits a remedy, and nothing else.</summary>
    private static async Task<string> CancelTooLateAsync(Shop shop)
    {
        var orderId = await shop.CancelTooLateAsync();
        var care = await CareAsync(shop, orderId);
        Assert.Equal(("Undoing", "cancelling"), (care.Text("state"), care.Text("order.status")));
        Assert.Equal(["charge", "refund"], Texts(care, "remedies"));
        AssertProblem(HttpStatusCode.Conflict, "nothing-awaited", await ResumeAsync(shop, orderId));
        return orderId;
    }

    private static async Task<JsonElement> CareAsync(Shop shop, string orderId) => (await shop.GetAsync($"/operations/orders/{orderId}")).Json;

    private static IReadOnlyList<string?> Texts(JsonElement care, string part) => [.. care.GetProperty(part).EnumerateArray().Select(text => text.GetString())];

    private static Task<ShopReply> ResumeAsync(Shop shop, string orderId) =>
        shop.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/operations/orders/{orderId}/resume"));

    private static Task<ShopReply> RemedyAsync(Shop shop, string orderId, string? remedy, string? key = "decision-1")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/operations/orders/{orderId}/remedies") { Content = JsonContent.Create(new { remedy }) };
        if (key is not null)
        {
            request.Headers.Add("Idempotency-Key", key);
        }

        return shop.SendAsync(request);
    }

    private static void AssertProblem(HttpStatusCode status, string kind, ShopReply reply) =>
        Assert.Equal((status, $"urn:campuscafe:problem:{kind}"), (reply.Status, reply.Json.Text("type")));

    private static async Task AssertAgreedAsync(Shop shop, string orderId)
    {
        await shop.SettledAsync();
        Assert.Empty(await shop.AuditAsync(orderId));
    }
}
