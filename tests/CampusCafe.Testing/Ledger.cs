using System.Text.Json;

namespace CampusCafe.Testing;

/// <summary>What the providers did, whatever the shop believes: the answer of their <c>GET /ledger</c>, in order.</summary>
internal sealed record Ledger(IReadOnlyList<Ledger.Payment> Payments, IReadOnlyList<Ledger.Shipment> Shipments)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public static Ledger Of(JsonElement answer) => answer.Deserialize<Ledger>(Json) ?? throw new JsonException("The ledger is null.");

    /// <param name="OrderId">The order as the shop named it.</param>
    /// <param name="Operation"><c>authorize</c>, <c>capture</c>, <c>void</c> or <c>refund</c>.</param>
    /// <param name="Amount">Minor units.</param>
    internal sealed record Payment(string? OrderId, string Operation, long Amount);

    /// <param name="OrderId">The order as the shop named it.</param>
    /// <param name="Operation"><c>create</c>, <c>cancel</c>, <c>dispatch</c>, <c>deliver</c> or <c>lose</c>.</param>
    internal sealed record Shipment(string OrderId, string Operation);
}
