using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Payments.Contracts;
using CampusCafe.Payments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Payments.Payments;

internal sealed class AnswerOrderPayment(PaymentsDbContext context, TimeProvider time) : QueryHandler<GetOrderPayment, OrderPayment?>
{
    protected override async Task<OrderPayment?> AnswerAsync(GetOrderPayment query, CancellationToken cancellationToken)
    {
        var payment = await context.Payments.AsNoTracking().FirstOrDefaultAsync(p => p.OrderId == query.OrderId, cancellationToken);
        return payment is null ? null : new OrderPayment(payment.Id, await context.StatusNameAsync(payment, time, cancellationToken));
    }
}
