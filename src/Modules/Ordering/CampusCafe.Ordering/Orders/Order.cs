using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Domain;
using CampusCafe.Inventory.Contracts;
using CampusCafe.Payments.Contracts;
using CampusCafe.Shipping.Contracts;

namespace CampusCafe.Ordering.Orders;

/// <param name="ItemId">What.</param>
/// <param name="Quantity">How many.</param>
/// <param name="UnitPrice">As it was when the order was placed.</param>
internal sealed record OrderLine(ItemId ItemId, Quantity Quantity, Money UnitPrice);

/// <param name="Name">Who ordered.</param>
/// <param name="Email">How to reach them.</param>
internal sealed record Customer(string Name, string Email);

/// <summary>What a customer ordered, and the saga that brings it about: one row, one version.</summary>
internal sealed class Order : AggregateRoot, ICorrelated
{
    public const int MaxFailureMessage = 1000;

    private Order()
    {
    }

    public OrderId Id { get; private init; }

    public Saga Saga { get; private set; } = Saga.Start.Next;

    public IReadOnlyList<OrderLine> Lines { get; private init; } = [];

    public Money Total { get; private init; } = new(0, "XXX");

    public Customer Customer { get; private init; } = new(string.Empty, string.Empty);

    /// <summary>As an index finds it: in lower case.</summary>
    public string CustomerEmail { get; private init; } = string.Empty;

    public ShippingAddress ShipTo { get; private init; } = new(string.Empty, string.Empty, string.Empty, string.Empty, string.Empty);

    /// <summary>The provider's token for the card.</summary>
    public string PaymentMethod { get; private init; } = string.Empty;

    public TimeSpan HoldTimeToLive { get; private init; }

    /// <summary>What the first refusal said; for people.</summary>
    public string? FailureMessage { get; private set; }

    /// <summary>What modules have asked a person to look at, and not taken back.</summary>
    public IReadOnlyList<string> AttentionReasons { get; private set; } = [];

    /// <summary>What follows from the two, stored: an index finds those few among all.</summary>
    public bool NeedsAttention { get; private set; }

    public DateTimeOffset PlacedAt { get; private init; }

    public DateTimeOffset UpdatedAt { get; private set; }

    /// <summary>When the goods were first known to be gone; null until then.</summary>
    public DateTimeOffset? ShippedAt { get; private set; }

    /// <summary>When the saga is told that its time is up; null when it has been, or needn't be.</summary>
    public DateTimeOffset? DeadlineAt { get; private set; }

    public string CorrelationId { get; private set; } = string.Empty;

    public override string AggregateType => "order";

    public void Correlate(string correlationId) => CorrelationId = correlationId;

    public static Order Place(
        IReadOnlyList<OrderLine> lines, Customer customer, ShippingAddress shipTo, string paymentMethod, OrderingOptions options, DateTimeOffset now)
    {
        var order = new Order
        {
            Id = new OrderId(Guid.CreateVersion7(now)),
            Lines = lines,
            Total = lines.Select(line => line.UnitPrice * line.Quantity).Aggregate(Money.Add),
            Customer = customer,
            CustomerEmail = Normalize(customer.Email),
            ShipTo = shipTo,
            PaymentMethod = paymentMethod,
            HoldTimeToLive = options.HoldTimeToLive,
            PlacedAt = now,
            UpdatedAt = now,
            DeadlineAt = now + options.Deadline,
        };
        order.Send(Saga.Start.Commands);
        return order;
    }

    /// <summary>One address for an index, however its customer writes it.</summary>
    public static string Normalize(string email) => email.ToLowerInvariant();

    /// <summary>Something has happened: the saga decides, and its commands go out in the same commit.</summary>
    /// <param name="input">What.</param>
    /// <param name="failure">What it says for people, if it is a refusal.</param>
    /// <param name="undoWithin">How long an undo may take before a person is told.</param>
    /// <param name="now">The time.</param>
    public void When(SagaInput input, string? failure, TimeSpan undoWithin, DateTimeOffset now)
    {
        var before = Saga;
        Take(Saga.On(input), undoWithin, now);
        if (before.Cause is Cause.None && Saga.Cause is not Cause.None)
        {
            FailureMessage = failure?.Bounded(MaxFailureMessage);
        }

        if (input is SagaInput.DeadlinePassed && Saga.State == before.State)
        {
            DeadlineAt = null; // Told once.
        }
    }

    /// <summary>A deadline that is further off than any can be was set by a clock that was wrong.</summary>
    public void KeepDeadlineBefore(DateTimeOffset latest)
    {
        if (DeadlineAt > latest)
        {
            DeadlineAt = latest;
        }
    }

    /// <summary>Sends the commands anew whose replies are still awaited.</summary>
    public void Resume() => Send(Saga.Awaited);

    public void RaiseAttention(string reason, DateTimeOffset now)
    {
        if (!AttentionReasons.Contains(reason))
        {
            (AttentionReasons, UpdatedAt) = ([.. AttentionReasons, reason], now);
            LookForAttention();
        }
    }

    public void ClearAttention(string reason, DateTimeOffset now)
    {
        if (AttentionReasons.Contains(reason))
        {
            (AttentionReasons, UpdatedAt) = ([.. AttentionReasons.Where(other => other != reason)], now);
            LookForAttention();
        }
    }

    private void Take(SagaStep step, TimeSpan within, DateTimeOffset now)
    {
        if (step.Next == Saga)
        {
            return; // A saga that stays as it is has nothing to say either.
        }

        DeadlineAt = (Saga.State, step.Next.State) switch
        {
            (_, SagaState.Shipped or SagaState.Completed or SagaState.Rejected or SagaState.Cancelled) => null,
            (not SagaState.Undoing, SagaState.Undoing) => now + within,
            _ => DeadlineAt,
        };
        // Not of one that was shipped before anybody noted when: then it would be the time of its delivery.
        if (step.Next.State is SagaState.Shipped or SagaState.Completed && Saga.State is not SagaState.Shipped)
        {
            ShippedAt ??= now;
        }

        if (step.Next.IsTerminal && !Saga.IsTerminal)
        {
            Raise(new OrderEnded(step.Next, now - PlacedAt));
        }

        (Saga, UpdatedAt) = (step.Next, now);
        LookForAttention();
        Send(step.Commands);
    }

    private void LookForAttention() => NeedsAttention = AttentionReasons.Count > 0 || Saga.Attention is not SagaAttention.None;

    private void Send(IEnumerable<SagaCommand> commands)
    {
        foreach (var command in commands)
        {
            Send(Message(command));
        }
    }

    private IMessage Message(SagaCommand command) => command switch
    {
        SagaCommand.HoldStock => new HoldStock(Id, Items(), HoldTimeToLive),
        SagaCommand.AuthorizePayment => new AuthorizePayment(Id, Total, PaymentMethod),
        SagaCommand.CommitStock => new CommitStock(Id),
        SagaCommand.CreateShipment => new CreateShipment(Id, ShipTo, Items()),
        SagaCommand.CapturePayment => new CapturePayment(Id),
        SagaCommand.DispatchShipment => new DispatchShipment(Id),
        SagaCommand.CancelShipment => new CancelShipment(Id),
        SagaCommand.CancelPayment => new CancelPayment(Id),
        SagaCommand.CancelStock => new CancelStock(Id),
        _ => throw new InvalidOperationException($"{command} has no message."),
    };

    private ItemQuantity[] Items() => [.. Lines.Select(line => new ItemQuantity(line.ItemId, line.Quantity))];
}
