using CampusCafe.Simulators.Carrier;
using CampusCafe.Simulators.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Ledger;

/// <summary><c>GET /ledger</c>: every effect that really happened, in order, and nothing that didn't.</summary>
internal static class GetLedger
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/ledger", async (SimulatorStore store, CancellationToken cancellationToken) =>
        {
            await using var db = store.Read();

            // One snapshot of both tables; deferred, so that reading doesn't wait for a writer.
            await db.Database.OpenConnectionAsync(cancellationToken);
            await using var snapshot = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
            await db.Database.UseTransactionAsync(snapshot, cancellationToken);

            var payments = await db.PaymentEffects.AsNoTracking().OrderBy(static e => e.Sequence).ToListAsync(cancellationToken);
            var shipments = await db.ShipmentEffects.AsNoTracking().OrderBy(static e => e.Sequence).ToListAsync(cancellationToken);
            return Results.Ok(new Response([.. payments.Select(PaymentLine.Of)], [.. shipments.Select(ShipmentLine.Of)]));
        });

    internal sealed record Response(IReadOnlyList<PaymentLine> Payments, IReadOnlyList<ShipmentLine> Shipments);

    internal sealed record PaymentLine(
        string IntentId, string? OrderId, string Operation, long Amount, string Currency, string? IdempotencyKey, DateTimeOffset At)
    {
        public static PaymentLine Of(PaymentEffect e) =>
            new(e.IntentId, e.OrderId, e.Operation, e.Amount, e.Currency, e.IdempotencyKey, e.At);
    }

    internal sealed record ShipmentLine(
        string Reference, string OrderId, string Operation, IReadOnlyList<ShipmentItem> Items, string? IdempotencyKey, DateTimeOffset At)
    {
        public static ShipmentLine Of(ShipmentEffect e) =>
            new(e.Reference, e.OrderId, e.Operation, ShipmentItem.FromJson(e.ItemsJson), e.IdempotencyKey, e.At);
    }
}
