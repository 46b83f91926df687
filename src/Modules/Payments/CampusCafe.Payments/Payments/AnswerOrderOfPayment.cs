using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Payments.Contracts;
using CampusCafe.Payments.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.Payments.Payments;

internal sealed class AnswerOrderOfPayment(PaymentsDbContext context) : QueryHandler<FindOrderOfPayment, OrderId?>
{
    protected override Task<OrderId?> AnswerAsync(FindOrderOfPayment query, CancellationToken cancellationToken)
    {
        var payments = context.Payments.AsNoTracking();
        return (Guid.TryParse(query.Id, out var id) ? payments.Where(p => p.Id == new PaymentId(id)) : payments.Where(p => p.IntentId == query.Id))
            .Select(p => (OrderId?)p.OrderId)
            .FirstOrDefaultAsync(cancellationToken);
    }
}
