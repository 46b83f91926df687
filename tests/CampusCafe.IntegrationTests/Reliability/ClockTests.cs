using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>The shop's clock was an hour ahead, and is put right while work is under way.</summary>
public sealed class ClockTests
{
    private readonly ShiftedTime time = new() { Ahead = TimeSpan.FromHours(1) };

    [Fact]
    public async Task Given_a_call_to_be_tried_again_When_the_clock_is_put_back_Then_it_is_tried_soon()
    {
        await using var shop = await OpenAsync();
        await shop.Simulators.Client.SetFaultAsync("payments", "authorize", "fail");
        var orderId = await shop.PlaceAsync();
        await shop.UntilAsync(orderId, order => order.Text("payment.status") == "unknown", "the authorization was tried");

        time.Ahead = TimeSpan.Zero;
        await shop.Simulators.Client.ClearFaultsAsync();

        await shop.UntilStatusAsync(orderId, "shipped", "completed");
    }

    [Fact]
    public async Task Given_an_order_under_way_When_the_clock_is_put_back_Then_its_deadline_still_comes()
    {
        await using var shop = await OpenAsync("Ordering:Deadline=00:00:02");
        await shop.Simulators.Client.SetFaultAsync("payments", "authorize", "fail");
        var orderId = await shop.PlaceAsync();
        await shop.UntilAsync(orderId, order => order.Text("payment.status") == "unknown", "the authorization was tried");

        time.Ahead = TimeSpan.Zero;

        await Eventually.TrueAsync(
            async () => (await shop.GetAsync($"/operations/orders/{orderId}")).Json.Text("state") == "Undoing", "its deadline comes");
        await shop.Simulators.Client.ClearFaultsAsync();
        await shop.UntilStatusAsync(orderId, "rejected");
    }

    private Task<Shop> OpenAsync(params string[] settings) =>
        Shop.OpenAsync(builder => builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(time)), settings);
}
