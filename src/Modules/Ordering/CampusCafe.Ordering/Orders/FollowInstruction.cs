using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Ordering.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace CampusCafe.Ordering.Orders;

/// <summary>What the console asks for: the same decisions as the routes', in the same words.</summary>
internal sealed class FollowInstruction(OrderDesk desk) : InstructionHandler<InstructOrder, OrderDecision?>
{
    protected override async Task<OrderDecision?> DecideAsync(InstructOrder instruction, CancellationToken cancellationToken)
    {
        ProblemHttpResult? refusal = null;
        var order = instruction.Instruction switch
        {
            OrderInstruction.Cancel => await desk.CancelAsync(instruction.OrderId, cancellationToken),
            OrderInstruction.Resume => await desk.ResumeAsync(instruction.OrderId, cancellationToken),
            _ => await RemedyAsync(instruction.Instruction is OrderInstruction.Charge),
        };
        refusal ??= (order, instruction.Instruction) switch
        {
            (null, _) => null,
            (_, OrderInstruction.Cancel) => CancelOrder.Refusal(order.Saga),
            (_, OrderInstruction.Resume) => ResumeOrder.Refusal(order.Saga),
            _ => null,
        };
        return order is null ? null : new(refusal is null, refusal?.ProblemDetails.Title, refusal?.ProblemDetails.Detail);

        Task<Order?> RemedyAsync(bool charge) => desk.DecideAsync(
            instruction.OrderId,
            found =>
            {
                refusal = ApplyRemedy.Refusal(found.Saga, charge);
                if (refusal is null)
                {
                    desk.Tell(found, charge ? SagaInput.Charge : SagaInput.Refund);
                }
            },
            cancellationToken);
    }
}
