using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.Payments.Contracts;

namespace CampusCafe.Payments.Gateway;

/// <summary>
/// Finds a payment's intents by metadata. Stripe's list is up to date at once; its search is not. A busy shop's list is
/// long: how many pages one try can look at is bounded by its lease and nothing else, or it would never be proven that
/// nothing happened.
/// </summary>
internal sealed class IntentSearch(HttpExchanger exchanger)
{
    /// <summary>Our clock may have been a day ahead when the call was sent: what the search misses might be paid twice.</summary>
    public static readonly TimeSpan ClockMargin = TimeSpan.FromHours(25);

    /// <param name="paymentId">Looked for in the metadata.</param>
    /// <param name="firstSentAt">No intent can be older by our clock; null looks at all.</param>
    /// <param name="cancellationToken">Ends the search: the try is given up.</param>
    /// <returns>Nothing happened only when everything has been looked at.</returns>
    public async Task<CallResult> FindAsync(PaymentId paymentId, DateTimeOffset? firstSentAt, CancellationToken cancellationToken)
    {
        List<StripeIntent> found = [];
        string? last = null;

        while (true)
        {
            var (list, failure) = await ReadPageAsync(firstSentAt - ClockMargin, last, cancellationToken);
            if (list is null)
            {
                return failure!;
            }

            found.AddRange(list.Data.Where(intent => BelongsTo(paymentId, intent)));
            if (IntentTruth.OfAuthorize(found) is CallResult.Succeeded reserved)
            {
                return reserved;
            }

            if (!list.HasMore)
            {
                return IntentTruth.OfAuthorize(found);
            }

            last = list.Data[^1].Id;
        }
    }

    private async Task<(StripeList<StripeIntent>? List, CallResult? Failure)> ReadPageAsync(
        DateTimeOffset? createdFrom, string? startingAfter, CancellationToken cancellationToken) =>
        (await exchanger.SendAsync(StripeRequests.ListIntents(createdFrom, startingAfter), cancellationToken))
            .Match<(StripeList<StripeIntent>?, CallResult?)>(
                static answer =>
                    answer.IsSuccess
                    && answer.Json<StripeList<StripeIntent>>(StripeWire.Json) is { } list
                    // More to come after nothing would leave no place to go on from.
                    && (list.Data.Count > 0 || !list.HasMore)
                        ? (list, null)
                        : (null, answer.Incomprehensible()),
                static meaning => (null, meaning));

    private static bool BelongsTo(PaymentId paymentId, StripeIntent intent) =>
        intent.Metadata?.GetValueOrDefault(StripeRequests.PaymentIdKey) == paymentId.ToString();
}
