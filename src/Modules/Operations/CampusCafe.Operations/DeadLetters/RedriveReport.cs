using System.Globalization;
using System.Text.Json.Serialization;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;

namespace CampusCafe.Operations.DeadLetters;

/// <summary>What became of the letters that were asked for.</summary>
/// <param name="Redriven">Given to their consumer once more: handled, failed again or unsettled.</param>
/// <param name="Handled">Gone, with their effect.</param>
/// <param name="FailedAgain">Dead again, with one more error.</param>
/// <param name="Unsettled">Not dealt with when the answer was written. The relay goes on with them.</param>
/// <param name="Left">Not touched: of a selection, what wasn't dead; of a filter, what is still dead and hasn't been tried. Null when that couldn't be counted.</param>
/// <param name="Stopped">Whether it ended before its end, with something left.</param>
/// <param name="Reason">Why it stopped, or why something is left; null when there is nothing to say.</param>
internal sealed record RedriveReport(int Redriven, int Handled, int FailedAgain, int Unsettled, int? Left, bool Stopped, string? Reason)
    : IRecordedAnswer
{
    /// <summary>Of which <see cref="Reason"/> is made: for pages in another language.</summary>
    [JsonIgnore]
    public IReadOnlyList<RedriveReason> Reasons { get; init; } = [];

    /// <summary>As the action log has it.</summary>
    [JsonIgnore]
    public string Counts => string.Create(
        CultureInfo.InvariantCulture, $"{Redriven} redriven, {Handled} handled, {FailedAgain} failed again, {Unsettled} unsettled");

    string IRecordedAnswer.ActionNote => Counts;
}

/// <param name="English">With <c>{0}</c> for the first value.</param>
/// <param name="Values">What goes in.</param>
internal sealed record RedriveReason(string English, object[] Values)
{
    public override string ToString() => string.Format(CultureInfo.InvariantCulture, English, Values);
}

/// <summary>Counts along while letters are redriven.</summary>
internal sealed class RedriveTally
{
    private readonly List<RedriveReason> reasons = [];

    /// <summary>What each letter that was asked for and is there was.</summary>
    public Dictionary<LetterId, DeadLetterStatus> Was { get; } = [];

    public int Redriven { get; private set; }

    public int Handled { get; private set; }

    public int FailedAgain { get; private set; }

    public int Unsettled => Redriven - Handled - FailedAgain;

    public void Begin(int redriven) => Redriven += redriven;

    public void Settle(int handled, int failedAgain) => (Handled, FailedAgain) = (Handled + handled, FailedAgain + failedAgain);

    public void Because(string english, params object[] values) => reasons.Add(new(english, values));

    public RedriveReport Report(int? left, bool stopped) => new(
        Redriven, Handled, FailedAgain, Unsettled, left, stopped && left is not 0, reasons.Count == 0 ? null : string.Join(' ', reasons))
    {
        Reasons = [.. reasons],
    };
}
