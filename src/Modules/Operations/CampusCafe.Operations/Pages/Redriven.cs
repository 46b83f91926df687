using CampusCafe.Operations.DeadLetters;

namespace CampusCafe.Operations.Pages;

/// <summary>What became of dead letters, in sentences. Counted honestly: what was asked for, what became of it, and what was left.</summary>
internal static class Redriven
{
    public static IEnumerable<string> Say(RedriveReport report, Texts texts)
    {
        yield return texts["{0} redriven: {1} handled, {2} failed again.", report.Redriven, report.Handled, report.FailedAgain];
        if (report.Unsettled > 0)
        {
            yield return texts["{0} are still being handled.", report.Unsettled];
        }

        if (report.Left is > 0)
        {
            yield return texts["{0} were left as they are.", report.Left];
        }

        if (report.Stopped)
        {
            yield return texts["It stopped by itself."];
        }

        foreach (var reason in report.Reasons)
        {
            yield return texts[reason.English, reason.Values];
        }
    }
}
