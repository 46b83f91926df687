using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Shipping.Contracts;

namespace CampusCafe.Shipping.Carrier;

/// <summary>What the carrier's answers mean.</summary>
internal static class CarrierAnswers
{
    private const string ReferenceInUse = "reference_in_use";
    private const string KeyInUse = "idempotency_key_in_use";
    private const string KeyMismatch = "idempotency_key_mismatch";

    /// <summary>A 2xx with a shipment in it.</summary>
    public static CarrierReading Reading(Exchange.Answered answer, ShipmentId shipmentId) =>
        answer.Json<CarrierView>(CarrierWire.Json) is { } view && view.Reference == shipmentId
            ? new(Status(view.Status), view.TrackingNumber)
            : new(CarrierStatus.Unknown, Unread: answer.Incomprehensible());

    /// <summary>Any answer to a POST that isn't 2xx.</summary>
    public static Verdict Refusal(Exchange.Answered answer)
    {
        if (answer.IsReplayedFailure)
        {
            return Verdict.ReplayedFailure;
        }

        if (answer is not { Status: 400 or 404 or 409 or 422 } || answer.Json<CarrierFailure>(CarrierWire.Json) is not { Error: var error })
        {
            return Verdict.Final(answer.Incomprehensible());
        }

        return error.Code switch
        {
            KeyInUse => Verdict.Final(new CallResult.Unknown("The first try with this key is still running.")),
            KeyMismatch => Verdict.Final(new CallResult.Unknown("The key was sent before with another request: a bug of ours.")),
            // The reference is ours alone: if it is there, it is the booking that we want.
            ReferenceInUse => Verdict.UnlessDone(new CallResult.Unknown("The carrier says that the reference is in use, and doesn't find it.")),
            _ => Verdict.Final(new CallResult.Refused(error.Code, error.Message)),
        };
    }

    private static CarrierStatus Status(string wire) => wire switch
    {
        "created" => CarrierStatus.Created,
        "cancelled" => CarrierStatus.Cancelled,
        "dispatched" => CarrierStatus.Dispatched,
        "delivered" => CarrierStatus.Delivered,
        "lost" => CarrierStatus.Lost,
        _ => CarrierStatus.Unknown,
    };
}
