using System.Text.Json.Serialization;
using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.Payments.Contracts;

/// <summary>The id under which people find a payment.</summary>
[JsonConverter(typeof(TypedIdJsonConverter<PaymentId>))]
public readonly record struct PaymentId(Guid Value) : ITypedId<PaymentId>
{
    public static PaymentId From(Guid value) => new(value);

    public override string ToString() => Value.ToString();
}

/// <summary>Where an order's payment stands; null when Payments has not heard of it.</summary>
public sealed record GetOrderPayment(OrderId OrderId) : IQuery<OrderPayment?>;

/// <param name="PaymentId">The payment.</param>
/// <param name="Status">none, authorizing, authorized, declined, capturing, captured, voided, refunded or unknown.</param>
public sealed record OrderPayment(PaymentId PaymentId, string Status);

/// <summary>Which order a payment is for: found by the payment's id or by the provider's. Null when there is no such payment.</summary>
public sealed record FindOrderOfPayment(string Id) : IQuery<OrderId?>;
