using CampusCafe.Simulators.Hosting;
using CampusCafe.Simulators.Storage;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Simulators.Carrier;

/// <summary>
/// <c>POST /shipments/{reference}/simulate {event}</c>: the carrier acts alone, without being asked. A parcel that is
/// only booked must have left to be delivered or lost, so the ledger gets that too; the webhook tells the event only.
/// </summary>
internal static class SimulateEvent
{
    private static readonly string[] Events = ["dispatched", "delivered", "lost"];

    private enum Outcome
    {
        Done,
        Unknown,
        Senseless,
    }

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/shipments/{reference}/simulate", static async (
            string reference,
            HttpContext http,
            SimulatorStore store,
            SimulatorOptions options,
            TimeProvider time,
            IHostApplicationLifetime lifetime) =>
        {
            var body = await StrictJson.ReadAsync(http.Request, ["event"], http.RequestAborted);
            var name = body.Text("event");
            if (!Events.Contains(name))
            {
                body.Refuse("event", $"event must be one of: {string.Join(", ", Events)}.");
            }

            if (body.Errors.Count > 0)
            {
                return Results.ValidationProblem(body.Errors);
            }

            var goal = Enum.Parse<ShipmentStatus>(name, ignoreCase: true);
            var outcome = await store.WriteAsync(
                db => MoveAsync(db, reference, goal, time.GetStorableNow(), options.Scaled(options.DeliveredAfter), lifetime.ApplicationStopping),
                lifetime.ApplicationStopping);
            return outcome switch
            {
                Outcome.Unknown => Results.Problem($"No shipment has the reference '{reference}'.", statusCode: StatusCodes.Status404NotFound),
                Outcome.Senseless => Results.Problem($"The shipment can't be {name} any more.", statusCode: StatusCodes.Status409Conflict),
                _ => Results.NoContent(),
            };
        });

    private static async Task<Outcome> MoveAsync(
        SimulatorDb db, string reference, ShipmentStatus goal, DateTimeOffset now, TimeSpan deliveredAfter, CancellationToken cancellationToken)
    {
        if (await db.Shipments.SingleOrDefaultAsync(s => s.Reference == reference, cancellationToken) is not { } shipment)
        {
            return Outcome.Unknown;
        }

        if (shipment.Status == goal)
        {
            return Outcome.Done; // Told twice, it happened once.
        }

        if (shipment.Status is not (ShipmentStatus.Created or ShipmentStatus.Dispatched))
        {
            return Outcome.Senseless;
        }

        if (shipment.Status is ShipmentStatus.Created)
        {
            shipment.Dispatch(now, deliveredAfter);
            db.Happened(shipment, CarrierJournal.Dispatch, idempotencyKey: null, now);
        }

        if (goal is ShipmentStatus.Delivered)
        {
            shipment.Deliver(now);
            db.Happened(shipment, CarrierJournal.Deliver, idempotencyKey: null, now);
        }
        else if (goal is ShipmentStatus.Lost)
        {
            shipment.Lose(now);
            db.Happened(shipment, CarrierJournal.Lose, idempotencyKey: null, now);
        }

        db.Tell(shipment, now);
        return Outcome.Done;
    }
}
