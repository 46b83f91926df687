using System.Net;

namespace CampusCafe.Testing.Cancels;

/// <summary>One order that its customer cancelled.</summary>
/// <param name="When">The moment, for people.</param>
/// <param name="InTime">The moment came; otherwise the order had ended before, and was cancelled then.</param>
/// <param name="OrderId">Which.</param>
/// <param name="Answer">What the cancel was answered: the status code, and the kind of the problem where it was refused.</param>
/// <param name="End">The order's status in the end.</param>
internal sealed record CancelRun(string When, bool InTime, string OrderId, string Answer, string End)
{
    private const string Accepted = "202";
    private const string Cancelled = "200";
    private const string TooLate = "409 goods-leaving";

    /// <summary>Accepted or done: it is cancelled. Too late: the goods arrive. There is no third.</summary>
    public bool IsKept => (Answer, End) is (Accepted or Cancelled, "cancelled") or (TooLate, "completed");

    public static string AnswerOf(ShopReply reply) => reply.Status is HttpStatusCode.OK or HttpStatusCode.Accepted
        ? $"{(int)reply.Status}"
        : $"{(int)reply.Status} {reply.Json.Text("type")?.Split(':')[^1]}";

    public override string ToString() => $"cancelled {When}: answered {Answer}, ended {End} ({OrderId})";
}

/// <summary>All cancels of one kind.</summary>
/// <param name="Runs">One per order.</param>
/// <param name="Wrong">What the audits found, and promises that weren't kept; empty when all is well.</param>
internal sealed record CancelReport(IReadOnlyList<CancelRun> Runs, IReadOnlyList<string> Wrong)
{
    public static CancelReport Of(IEnumerable<CancelRun> runs, IEnumerable<string> violations)
    {
        List<CancelRun> all = [.. runs];
        return new(all, [.. violations, .. all.Where(run => !run.IsKept).Select(run => run.ToString())]);
    }

    public static CancelReport Of(IReadOnlyCollection<CancelReport> parts) =>
        new([.. parts.SelectMany(part => part.Runs)], [.. parts.SelectMany(part => part.Wrong)]);

    public override string ToString() =>
        $"{Runs.Count} cancels, {Runs.Count(run => run.InTime)} at their moment: "
        + string.Join(", ", Runs.GroupBy(run => $"{run.Answer} → {run.End}").OrderBy(kind => kind.Key).Select(kind => $"{kind.Count()} × {kind.Key}"));
}
