using CampusCafe.Ordering.Orders;
using CampusCafe.Payments.Payments;
using static CampusCafe.Payments.Payments.PaymentEffect;

namespace CampusCafe.UnitTests.Sagas.Search.Moves;

/// <summary>Payments handles its next command; its worker tries the open call, with every outcome that a network allows.</summary>
internal sealed class PaymentMoves(Machines machines, Bounds bounds)
{
    private static readonly ProviderCall[] Calls = Enum.GetValues<ProviderCall>();

    public static ProviderCall? OpenCall(PaymentStatus status) => status switch
    {
        PaymentStatus.Authorizing or PaymentStatus.AuthorizingThenCancel => ProviderCall.Authorize,
        PaymentStatus.Capturing or PaymentStatus.CapturingThenCancel => ProviderCall.Capture,
        PaymentStatus.Voiding => ProviderCall.Void,
        PaymentStatus.Refunding => ProviderCall.Refund,
        _ => null,
    };

    public IEnumerable<Move> From(World world) => [.. Commands(world), .. Tries(world), .. Stragglers(world)];

    private IEnumerable<Move> Commands(World world)
    {
        if (!world.ToPayments.IsEmpty)
        {
            var trigger = (SagaCommand)world.ToPayments.Head switch
            {
                SagaCommand.AuthorizePayment => PaymentTrigger.Authorize,
                SagaCommand.CapturePayment => PaymentTrigger.Capture,
                _ => PaymentTrigger.Cancel,
            };
            var rest = world with { ToPayments = world.ToPayments.Rest };
            yield return new(Mover.System, "Payments", trigger.ToString(), Require(rest, trigger));
        }
    }

    /// <summary>A try that never arrives changes nothing and is left out.</summary>
    private IEnumerable<Move> Tries(World world)
    {
        if (OpenCall(world.Payment) is not { } call)
        {
            yield break;
        }

        var key = world.Provider[call];
        if (!key.IsOpen() && bounds.KeysAreRemembered)
        {
            yield return new(Mover.System, "Payments", $"{call} again, answered {key}", Answer(world, key));
            yield break;
        }

        foreach (var outcome in key.IsOpen() ? world.Provider.Outcomes(call, bounds.Refusals) : [key])
        {
            var after = world with { Provider = world.Provider.After(call, outcome) };
            yield return new(Mover.System, "Payments", $"{call}, answered {outcome}", Answer(after, outcome));
            if (bounds.LostAnswers)
            {
                yield return new(Mover.Outside, "Payments", $"{call}, {outcome} at the provider, answer lost", after);
            }
        }

        if (bounds.SlowCalls && key is CallState.Unsent)
        {
            var after = world with { Provider = world.Provider.After(call, CallState.Travelling) };
            yield return new(Mover.Outside, "Payments", $"{call} times out and travels on", after);
        }
    }

    private IEnumerable<Move> Stragglers(World world) =>
        from call in Calls
        where world.Provider[call] is CallState.Travelling
        from outcome in world.Provider.Outcomes(call, bounds.Refusals)
        select new Move(
            Mover.Outside, "Provider", $"late {call} arrives: {outcome}", world with { Provider = world.Provider.After(call, outcome) });

    private World Answer(World world, CallState outcome)
    {
        var trigger = outcome is CallState.Refused ? PaymentTrigger.Refused : PaymentTrigger.Succeeded;
        return machines.Payment.Find(world.Payment, trigger) is null ? world : Require(world, trigger);
    }

    private World Require(World world, PaymentTrigger trigger)
    {
        var row = machines.Payment.Require(world.Payment, trigger);
        var replies = world.FromPayments;
        foreach (var effect in row.Effects)
        {
            replies = Reply(effect) is { } reply ? replies.Add((int)reply) : replies;
        }

        return world with { Payment = row.To, FromPayments = replies };
    }

    private static SagaInput? Reply(PaymentEffect effect) => effect switch
    {
        ReplyAuthorized => SagaInput.PaymentAuthorized,
        ReplyDeclined => SagaInput.PaymentDeclined,
        ReplyCaptured => SagaInput.PaymentCaptured,
        ReplyCaptureFailed => SagaInput.CaptureFailed,
        ReplyCancelled => SagaInput.PaymentCancelled,
        _ => null,
    };
}
