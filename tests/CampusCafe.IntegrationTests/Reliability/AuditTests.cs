using CampusCafe.Inventory.Stock;

namespace CampusCafe.IntegrationTests.Reliability;

/// <summary>The audit is what every proof rests on, so it is shown to find each kind of disagreement.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task Given_an_order_that_went_well_When_something_is_falsified_Then_the_audit_says_what()
    {
        await using var shop = await Shop.OpenAsync();
        var orderId = await shop.PlaceAsync(Shop.Cart(quantity: 2));
        await shop.SettledAsync();
        var books = await Books.ReadAsync(shop.Services);
        var ledger = Ledger.Of(await shop.Simulators.Client.LedgerAsync());
        var capture = ledger.Payments.Single(payment => payment.Operation == "capture");

        Assert.Empty(Audit.Violations(books, ledger, [orderId]));
        Assert.Empty(Audit.HandledTwice(books));
        Assert.Empty(Audit.BelongsToNobody(books, [orderId]));
        Assert.Contains(orderId, Assert.Single(Audit.BelongsToNobody(books, [])));
        Assert.Contains("2 times because of", Assert.Single(Audit.HandledTwice(books with { Log = [.. books.Log, books.Log.First(m => m.CausationId is not null)] })));
        Assert.Empty(Audit.OutOfOrder(books));
        Assert.NotEmpty(Audit.OutOfOrder(books with { Log = [.. books.Log.Reverse()] }));
        Says(books with { Orders = [] }, ledger, "was acknowledged and is gone", "the shop doesn't know");
        Says(books, ledger with { Payments = [.. ledger.Payments, capture] }, "capture happened 2 times", "900 and 1800 was captured");
        Says(books, ledger with { Payments = [.. ledger.Payments.Where(p => p != capture)] }, "goods left, and 0 was kept", "still reserved");
        Says(books, ledger with { Payments = [.. ledger.Payments, capture with { Operation = "refund" }] }, "is Completed, and 0 was kept");
        Says(books, ledger with { Shipments = [.. ledger.Shipments.Where(s => s.Operation == "create")] }, "goods didn't leave, and 900 was kept", "still booked");
        Says(books with { Holds = books.Holds.Where(_ => false).ToDictionary() }, ledger, "its stock is unknown", "cake: 10 came in, 8 are on hand and 0 are sold");
        Says(books with { Movements = [.. books.Movements.Where(m => m.Kind is not StockMovementKind.Restocked)] }, ledger, "cake: 0 came in");
        Says(books with { Movements = [.. books.Movements.Where(m => m.Kind is not StockMovementKind.Sold)] }, ledger, "the last movement doesn't end at 8 on hand");
        Says(books with { Inbox = books.Inbox.Skip(1).ToDictionary() }, ledger, "never handled");
        Says(books with { Log = [.. books.Log.Skip(1)] }, ledger, "which nobody logged");
        Says(books with { Open = new(["delivery"]) }, ledger, "still open: delivery");

        void Says(Books falsified, Ledger told, params string[] sentences)
        {
            var violations = Audit.Violations(falsified, told, [orderId]);
            Assert.All(sentences, sentence => Assert.Contains(violations, violation => violation.Contains(sentence, StringComparison.Ordinal)));
        }
    }
}
