using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Gateway;
using CampusCafe.Payments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Payments.Payments;

/// <summary>A payment's calls to the provider, and what their outcomes mean for it.</summary>
internal sealed class PaymentCalls(PaymentsDbContext context, PaymentGateway gateway) : ICallHandler
{
    public async Task<CallResult> CallAsync(CallRequest call, CancellationToken cancellationToken)
    {
        var payment = await context.Payments.AsNoTracking().SingleAsync(p => p.OrderId == call.OrderId, cancellationToken);
        return await gateway.CallAsync(
            call, new GatewayPayment(payment.Id, payment.OrderId, payment.Amount, payment.PaymentMethod, payment.IntentId), cancellationToken);
    }

    /// <summary>Money that is to go back has to go back: a refused void or refund is asked for again.</summary>
    public bool Settles(string operation, CallResult.Refused refusal) => operation is GatewayOperation.Authorize or GatewayOperation.Capture;

    public async Task ApplyAsync(CallRequest call, CallResult result, CancellationToken cancellationToken)
    {
        var payment = await context.Payments.FindAsync([call.OrderId], cancellationToken)
            ?? throw new InvalidOperationException($"The payment of order {call.OrderId} is gone.");
        payment.Conclude(call.Operation, result);
    }
}
