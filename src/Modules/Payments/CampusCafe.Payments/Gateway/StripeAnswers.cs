using System.Net;
using CampusCafe.BuildingBlocks.Calls;

namespace CampusCafe.Payments.Gateway;

/// <summary>What Stripe's refusals mean. <see href="https://docs.stripe.com/error-handling"/></summary>
internal static class StripeAnswers
{
    private const string CardError = "card_error";
    private const string InvalidRequest = "invalid_request_error";
    private const string IdempotencyError = "idempotency_error";
    private const string ResourceMissing = "resource_missing";

    /// <summary>Stripe refuses because of the state that it finds, which may be the one that we want.</summary>
    private static readonly HashSet<string> StateCodes =
        ["payment_intent_unexpected_state", "charge_already_captured", "charge_already_refunded", "charge_expired_for_capture"];

    /// <summary>Any answer to a POST that isn't 2xx.</summary>
    public static Verdict Refusal(Exchange.Answered answer)
    {
        if (answer.IsReplayedFailure)
        {
            return Verdict.ReplayedFailure;
        }

        if (answer.Json<StripeFailure>(StripeWire.Json) is not { Error: var error })
        {
            return Verdict.Final(answer.Incomprehensible());
        }

        return (answer.Status, error.Type) switch
        {
            ((int)HttpStatusCode.Conflict, _) => Verdict.Final(new CallResult.Unknown("The first try with this key is still running.")),
            (_, IdempotencyError) => Verdict.Final(new CallResult.Unknown("The key was sent before with other parameters: a bug of ours.")),
            (400 or 402 or 404, CardError) => Verdict.Final(Declined(error)),
            (400 or 402 or 404, InvalidRequest) when error is { Code: ResourceMissing, Param: "payment_method" } =>
                Verdict.Final(new CallResult.Refused(GatewayRefusal.PaymentMethodInvalid, Text(error))),
            (400 or 402 or 404, InvalidRequest) when error.Code is { } code && StateCodes.Contains(code) =>
                Verdict.UnlessDone(Refused(error)),
            (400 or 402 or 404, InvalidRequest) => Verdict.Final(Refused(error)),
            _ => Verdict.Final(answer.Incomprehensible()),
        };
    }

    /// <summary>The bank's own reason is in the text, where there is one.</summary>
    public static CallResult.Refused Declined(StripeError error) => new(
        GatewayRefusal.CardDeclined,
        (error.DeclineCode ?? error.Code) is { } reason ? $"{Text(error)} ({reason})" : Text(error));

    private static CallResult.Refused Refused(StripeError error) => new(error.Code ?? error.Type ?? InvalidRequest, Text(error));

    private static string Text(StripeError error) => error.Message ?? "The provider gave no reason.";
}
