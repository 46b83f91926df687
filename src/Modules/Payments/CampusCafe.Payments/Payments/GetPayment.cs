using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.Payments.Contracts;
using CampusCafe.Payments.Persistence;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Payments.Payments;

/// <summary><c>GET /payments/{paymentId}</c>: a clerk who has only the payment id finds the order.</summary>
internal static class GetPayment
{
    /// <param name="PaymentId">The payment.</param>
    /// <param name="OrderId">The order that it pays.</param>
    /// <param name="Status">none, authorizing, authorized, declined, capturing, captured, voided, refunded or unknown.</param>
    /// <param name="Amount">In minor units.</param>
    /// <param name="IntentId">The provider's id; null until authorized.</param>
    /// <param name="Attempts">Every finished try of every call to the provider, oldest first.</param>
    public sealed record View(PaymentId PaymentId, OrderId OrderId, string Status, Money Amount, string? IntentId, IReadOnlyList<Attempt> Attempts);

    /// <param name="Operation">authorize, capture, void or refund.</param>
    /// <param name="Number">Counts the tries of one operation.</param>
    /// <param name="Outcome">succeeded, refused, nothingHappened or unknown.</param>
    /// <param name="Detail">The provider's id, a refusal's code, or what went wrong.</param>
    /// <param name="IdempotencyKey">Under which it was sent.</param>
    /// <param name="StartedAt">UTC.</param>
    /// <param name="EndedAt">UTC.</param>
    public sealed record Attempt(
        string Operation, int Number, string Outcome, string? Detail, string IdempotencyKey, DateTimeOffset StartedAt, DateTimeOffset EndedAt);

    public static void Map(IEndpointRouteBuilder routes) => routes.MapGet("/payments/{paymentId}", HandleAsync)
        .WithTags("Payments")
        .WithSummary("A payment, its order and every attempt at the provider")
        .Produces<View>()
        .ProducesProblem(StatusCodes.Status404NotFound);

    private static async Task<IResult> HandleAsync(
        string paymentId, PaymentsDbContext context, TimeProvider time, CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(paymentId, out var id)
            || await context.Payments.AsNoTracking().FirstOrDefaultAsync(p => p.Id == new PaymentId(id), cancellationToken) is not { } payment)
        {
            return Problems.NotFound("payment", paymentId);
        }

        var tries = await context.Set<CallTry>().AsNoTracking().Where(t => t.SubjectId == id).OrderBy(t => t.Sequence).ToListAsync(cancellationToken);
        return TypedResults.Ok(new View(
            payment.Id,
            payment.OrderId,
            await context.StatusNameAsync(payment, time, cancellationToken),
            payment.Amount,
            payment.IntentId,
            [.. tries.Select(t => new Attempt(t.Operation, t.Number, CamelCase(t.Outcome), t.Detail, t.IdempotencyKey, t.StartedAt, t.EndedAt))]));
    }

    private static string CamelCase(CallOutcome outcome) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(outcome.ToString());
}
