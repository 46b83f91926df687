using CampusCafe.BuildingBlocks.Console.Html;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Operations.Timelines;

namespace CampusCafe.Operations.Orders;

/// <summary>Who said what to whom about an order, as a picture: modules and providers side by side, time downwards.</summary>
internal sealed class SequenceDiagram
{
    public const string HeldBack = "held back";
    public const string PaymentProvider = "payment provider";
    public const string Carrier = "carrier";

    public const int Left = 150;
    public const int Between = 150;
    public const int Top = 40;
    public const int RowHeight = 30;

    private const string CallPrefix = "call:";

    private static readonly string[] Modules = ["ordering", "inventory", "payments", "shipping"];

    private static readonly Dictionary<string, string> Providers = new() { ["payments"] = PaymentProvider, ["shipping"] = Carrier };

    /// <param name="entries">Oldest first.</param>
    /// <param name="stalls">What of it is held back by a failure.</param>
    public SequenceDiagram(IReadOnlyList<TimelineEntry> entries, IReadOnlyList<StalledRow> stalls)
    {
        Start = entries.Count == 0 ? default : entries[0].At;
        Steps = [.. entries.SelectMany(entry => StepsOf(entry, stalls))];
        string[] known = [.. Modules, PaymentProvider, Carrier];
        Who = [.. known.Concat(Steps.SelectMany(step => new[] { step.From, step.To })).Distinct()];
    }

    /// <summary>When the first thing was said.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>From left to right.</summary>
    public IReadOnlyList<string> Who { get; }

    /// <summary>From top to bottom.</summary>
    public IReadOnlyList<SequenceStep> Steps { get; }

    public int Width => Left + (Between * Who.Count);

    public int Height => Top + (RowHeight * (Steps.Count + 1));

    /// <summary>e.g. <c>+12 ms</c>.</summary>
    public string AfterStart(SequenceStep step) => step.At - Start is { TotalMilliseconds: >= 1 } after ? $"+{Show.Span(after)}" : "+0 ms";

    public int XOf(string who) => Left + (Between / 2) + (Between * Who.ToList().IndexOf(who));

    private static IEnumerable<SequenceStep> StepsOf(TimelineEntry entry, IReadOnlyList<StalledRow> stalls)
    {
        if (entry.Call is { } call)
        {
            var tone = call.Outcome switch { "unknown" => "is-odd", "refused" => "is-bad", "nothingHappened" => "is-odd", _ => null };
            yield return new(
                entry.At,
                call.EndedAt - entry.At,
                entry.Module,
                Providers.GetValueOrDefault(entry.Module, entry.Module),
                entry.Type[CallPrefix.Length..],
                call.Number,
                call.Outcome,
                call.Detail,
                MessageId: null,
                $"call {tone}".TrimEnd());
            yield break;
        }

        foreach (var delivery in entry.Deliveries)
        {
            var tone = delivery.Outcome == "dead" ? "is-bad" : delivery.Attempts > 1 ? "is-odd" : null;
            yield return new(
                entry.At, delivery.DeliveredAt - entry.At, entry.Module, delivery.Consumer, NameOf(entry.Type), delivery.Attempts, delivery.Outcome, Detail: null, entry.MessageId, tone ?? string.Empty);
        }

        var heldBack = stalls.Where(stall => stall.Message?.MessageId == entry.MessageId && entry.Deliveries.All(delivery => delivery.Consumer != stall.Consumer)).ToList();
        foreach (var stall in heldBack)
        {
            yield return new(
                entry.At, Took: null, entry.Module, stall.Consumer, NameOf(entry.Type), stall.Attempts, HeldBack, stall.Errors[^1].Split('\n')[0].TrimEnd(), entry.MessageId, "is-odd", stall.NextAttemptAt);
        }

        if (entry.Deliveries.Count == 0 && heldBack.Count == 0)
        {
            // Not dealt with yet: the name says whose command it is; what isn't a command goes to the order.
            var to = Modules.FirstOrDefault(module => module != entry.Module && entry.Type.StartsWith($"{module}.", StringComparison.Ordinal)) ?? "ordering";
            yield return new(entry.At, Took: null, entry.Module, to, NameOf(entry.Type), Tries: 0, "waiting", Detail: null, entry.MessageId, "is-open");
        }
    }

    /// <summary>Without the module and the version.</summary>
    private static string NameOf(string type)
    {
        var parts = type.Split('.');
        return parts.Length >= 3 ? string.Join('.', parts[1..^1]) : type;
    }
}

/// <param name="At">UTC: when it was said.</param>
/// <param name="Took">Until it was dealt with, or answered; null while it isn't.</param>
/// <param name="From">Who.</param>
/// <param name="To">To whom.</param>
/// <param name="What">The message's name, or the call's operation.</param>
/// <param name="Tries">Of a message: how many it took. Of a call: which one this is.</param>
/// <param name="Outcome">handled, dead, waiting or held back; of a call succeeded, refused, nothingHappened or unknown.</param>
/// <param name="Detail">More about it; null when there is nothing to say.</param>
/// <param name="MessageId">Null for a call.</param>
/// <param name="Tone">Classes that colour it.</param>
/// <param name="NextTryAt">UTC; null unless it is held back.</param>
internal sealed record SequenceStep(
    DateTimeOffset At, TimeSpan? Took, string From, string To, string What, int Tries, string Outcome, string? Detail, Guid? MessageId, string Tone, DateTimeOffset? NextTryAt = null)
{
    public bool IsCall => MessageId is null;
}
