using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Console.Html;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Queries;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Operations.Messages;
using CampusCafe.Operations.Orders;
using CampusCafe.Operations.Paging;
using CampusCafe.Operations.Timelines;
using CampusCafe.Ordering.Contracts;
using CampusCafe.Payments.Contracts;
using CampusCafe.Shipping.Contracts;
using MediatR;
using Microsoft.AspNetCore.Mvc;

namespace CampusCafe.Operations.Pages;

/// <summary>What became of an order, and what can be done about it.</summary>
internal sealed class OrderModel(IMediator mediator, Timeline timeline, MessageDesk messages, IActionLog actions, Texts texts) : ConsolePage
{
    [BindProperty(SupportsGet = true)]
    public string? Id { get; set; }

    [BindProperty]
    public OrderInstruction? Instruction { get; set; }

    public OrderCase Order { get; private set; } = null!;

    public OrderPayment? Payment { get; private set; }

    public OrderStock? Stock { get; private set; }

    public OrderShipment? Shipment { get; private set; }

    public SequenceDiagram Diagram { get; private set; } = null!;

    public string Address => Links.To(Request, $"orders/{Order.OrderId}");

    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Id, out var id) || await mediator.AskAsync<GetOrderCase, OrderCase?>(new(new OrderId(id)), cancellationToken) is not { } order)
        {
            return NotFound();
        }

        Order = order;
        Payment = await mediator.AskAsync<GetOrderPayment, OrderPayment?>(new(order.OrderId), cancellationToken);
        Stock = await mediator.AskAsync<GetOrderStock, OrderStock?>(new(order.OrderId), cancellationToken);
        Shipment = await mediator.AskAsync<GetOrderShipment, OrderShipment?>(new(order.OrderId), cancellationToken);
        var heldBack = await messages.StalledAsync(new MessageSearch(Key: order.OrderId.ToString()), after: null, Queries.MaxLimit, cancellationToken);
        Diagram = new(await timeline.ReadAsync(order.OrderId, order.CorrelationId, cancellationToken), heldBack.Rows);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!Guid.TryParse(Id, out var id) || Instruction is not { } instruction || !Enum.IsDefined(instruction))
        {
            return NotFound();
        }

        OrderDecision? decision = null;
        await actions.RecordAsync(
            HttpContext,
            ActionOf(instruction),
            id.ToString(),
            async () =>
            {
                decision = await mediator.InstructAsync<InstructOrder, OrderDecision?>(new(new OrderId(id), instruction), cancellationToken);
                return decision is { IsAccepted: true } ? ActionOutcome.Done : ActionOutcome.Refused(decision?.Detail);
            },
            cancellationToken);
        return decision switch
        {
            null => NotFound(),
            { IsAccepted: true } => Done(texts[DoneOf(instruction)]),
            // Somebody else, or the order itself, was quicker: the page shows how it is now.
            _ => Refused($"{texts[decision.Title!]}. {texts[decision.Detail!]}"),
        };
    }

    public static string NameOf(OrderInstruction instruction) => instruction switch
    {
        OrderInstruction.Cancel => "Cancel the order",
        OrderInstruction.Resume => "Resume",
        OrderInstruction.Charge => "Charge the goods",
        _ => "Refund the money",
    };

    public static string MeaningOf(OrderInstruction instruction) => instruction switch
    {
        OrderInstruction.Cancel => "The shipment is cancelled first, then the payment is voided or refunded and the stock goes back. This can't be taken back.",
        OrderInstruction.Resume => "The commands whose answers are missing are sent anew. Nothing happens twice by that: each module tries again, or repeats its answer.",
        OrderInstruction.Charge => "The goods left by themselves: the customer is charged for them. This can't be taken back.",
        _ => "The money is given back and the goods are written off. This can't be taken back.",
    };

    /// <summary>What a code of attention means; empty for one that speaks for itself.</summary>
    public string ExplainReason(string reason) => reason switch
    {
        "ordering.deadline_passed" => texts["It takes longer than it may, and money may be moving: it isn't undone by itself any more."],
        "ordering.carrier_acted_alone" => texts["The goods left though nobody had asked for it."],
        "ordering.shipment_lost" => texts["The carrier says that the goods are lost."],
        "ordering.stock_not_committed" => texts["The goods left, but their stock couldn't be committed: count the shelf."],
        _ when reason.StartsWith("dead_letter.", StringComparison.Ordinal) => texts["A message about it was given up: see the dead letters."],
        _ => texts["A call to the provider has no certain outcome after many tries; it is asked every few minutes."],
    };

    public static string NameOfStep(string css) => css switch
    {
        "is-done" => "done",
        "is-current" => "current",
        "is-refused" => "refused",
        "is-undoing" => "being undone",
        "is-undone" => "undone",
        _ => "to come",
    };

    public static string ColorOf(SequenceStep step) => step.Outcome switch
    {
        "handled" or "succeeded" => step.Tries > 1 && !step.IsCall ? "yellow" : "green",
        "waiting" => "secondary",
        "unknown" or "nothingHappened" or SequenceDiagram.HeldBack => "orange",
        _ => "red",
    };

    public string Describe(SequenceStep step) =>
        $"{texts[step.From]} → {texts[step.To]}: {step.What}, {texts[step.Outcome]}{(step.Detail is null ? null : $" ({step.Detail})")}, {Show.Span(step.Took)}";

    private static string ActionOf(OrderInstruction instruction) => instruction switch
    {
        OrderInstruction.Cancel => "order.cancel",
        OrderInstruction.Resume => "order.resume",
        _ => "order.remedy",
    };

    private static string DoneOf(OrderInstruction instruction) => instruction switch
    {
        OrderInstruction.Cancel => "The order is being cancelled.",
        OrderInstruction.Resume => "The commands were sent anew.",
        OrderInstruction.Charge => "The customer is being charged.",
        _ => "The money is being given back.",
    };
}
