using System.Diagnostics;
using System.Net;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Ordering.Persistence;
using CampusCafe.Shipping.Persistence;
using CampusCafe.Testing.Observability;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.IntegrationTests.Observability;

/// <summary>Names, e-mails and addresses stay in the tables, whatever goes wrong and however much is logged.</summary>
public sealed class PersonalDataTests
{
    /// <summary>Each of them says so: whatever part of them turns up is found.</summary>
    private static readonly string[] Marks = ["Himitsu", "Naisho", "Kakushi", "Misenai", "99988"];

    private static readonly object Customer = new { name = "Himitsu Hanako", email = "naisho.hanako@example.com" };

    private static readonly object ShipTo =
        new { recipient = "Himitsu Hanako", line1 = "7-7-7 Kakushi-cho", city = "Misenai", postalCode = "999-8877", country = "JP" };

    private static readonly string[] TellAll =
    [
        "Logging:LogLevel:Default=Trace",
        "Logging:LogLevel:Microsoft.AspNetCore=Trace",
        "Logging:LogLevel:Microsoft.EntityFrameworkCore=Trace",
        "Logging:LogLevel:Microsoft.Extensions.Hosting.Internal.Host=Trace",
        "Logging:LogLevel:Quartz=Trace",
    ];

    [Fact]
    public async Task Given_customers_whose_orders_end_well_and_badly_When_all_is_logged_and_traced_Then_nothing_tells_who_they_are()
    {
        using var spans = new Spans();
        using var book = new LogBook();
        await using var shop = await Shop.OpenAsync(builder => builder.Logging.AddProvider(book), TellAll);
        using var measured = new Measurements(shop.Services);

        var shipped = await shop.PlaceAsync(CartOf());
        var declined = await shop.PlaceAsync(CartOf("pm_card_chargeDeclined"));
        await shop.UntilStatusAsync(shipped, "completed");
        await shop.UntilStatusAsync(declined, "rejected");
        await RefuseAsync(shop);
        await PoisonAsync(shop);
        await shop.Simulators.Client.SetFaultAsync("carrier", "create", "decline");
        var unshippable = await shop.PlaceAsync(CartOf());
        await shop.UntilStatusAsync(unshippable, "rejected");

        // What is looked through is really all of it.
        Assert.Contains(book.Lines, line => line.Text.Contains("INSERT INTO", StringComparison.Ordinal) && line.Text.Contains("orders", StringComparison.Ordinal));
        Assert.Equal(4, book.Of(1104).Count());
        Assert.Contains(book.Lines, line => line.Text.Contains(shipped, StringComparison.OrdinalIgnoreCase));
        Assert.Contains(spans.All, span => span.DisplayName == "shipping create");
        Assert.NotEmpty(measured.All);

        Assert.DoesNotContain(book.Lines, line => Tells([line.Text, line.Exception, .. line.Values.Values]));
        Assert.DoesNotContain(spans.All, span => Tells(TextsOf(span)));
        Assert.DoesNotContain(measured.All, measurement => Tells(measurement.Tags.Values));
    }

    private static IEnumerable<string?> TextsOf(Activity span) =>
    [
        span.DisplayName,
        span.StatusDescription,
        .. span.Baggage.Select(item => item.Value),
        .. span.TagObjects.Concat(span.Events.SelectMany(happened => happened.Tags)).Select(tag => tag.Value?.ToString()),
    ];

    private static Dictionary<string, object?> CartOf(string paymentMethod = "pm_card_visa") =>
        new(Shop.Cart(paymentMethod: paymentMethod)) { ["customer"] = Customer, ["shipTo"] = ShipTo };

    /// <summary>Input that is refused: a wrong field, what isn't JSON, a field that doesn't exist, the wrong kind.</summary>
    private static async Task RefuseAsync(Shop shop)
    {
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await shop.CheckoutAsync(new Dictionary<string, object?>(CartOf()) { ["customer"] = new { name = "Himitsu\n", email = "naisho at example" } })).Status);
        foreach (var body in new[]
        {
            """{"customer":{"name":"Himitsu Hanako","email":naisho.hanako@example.com}}""",
            """{"customer":{"name":tHimitsu}}""",
            """{"customer":"Himitsu Hanako"}""",
            """{"items":[{"itemId":"cake","quantity":"Himitsu"}]}""",
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/checkout");
            request.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
            request.Headers.Add("Idempotency-Key", "any");
            Assert.Equal(HttpStatusCode.BadRequest, (await shop.SendAsync(request)).Status);
        }
    }

    /// <summary>Messages that nobody can read become dead letters.</summary>
    private static async Task PoisonAsync(Shop shop)
    {
        string[] payloads =
        [
            """{"shipTo":{"recipient":tHimitsu Hanako"}}""",
            """{"shipTo":"Himitsu Hanako, 7-7-7 Kakushi-cho"}""",
            """{"orderId":"Himitsu Hanako"}""",
            "Misenai",
        ];
        await using var scope = shop.Scope();
        var ordering = scope.ServiceProvider.GetRequiredService<OrderingDbContext>();
        foreach (var payload in payloads)
        {
            var id = Guid.CreateVersion7();
            ordering.Add(new OutboxMessage
            {
                Id = id,
                AggregateType = "order",
                AggregateId = id.ToString(),
                Type = "shipping.create-shipment.v1",
                Payload = payload,
                CorrelationId = "test",
                CausationId = null,
                TraceParent = null,
                OccurredAt = TimeProvider.System.GetUtcNow(), // Older, and the shop would be too far behind to take orders.
            });
            ordering.Add(new OutboxDelivery { Consumer = "shipping", MessageId = id, Key = id.ToString() });
        }

        await ordering.SaveChangesAsync(TestContext.Current.CancellationToken);
        var shipping = scope.ServiceProvider.GetRequiredService<ShippingDbContext>();
        await Eventually.TrueAsync(async () => await shipping.Set<DeadLetter>().CountAsync() == payloads.Length, "all are dead letters");
    }

    private static bool Tells(IEnumerable<string?> texts) =>
        texts.Any(text => text is not null && Marks.Any(mark => text.Contains(mark, StringComparison.OrdinalIgnoreCase)));
}
