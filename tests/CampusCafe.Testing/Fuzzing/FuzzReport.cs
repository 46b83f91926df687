using System.Globalization;
using System.Text;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>What came of a run.</summary>
/// <param name="Seed">Repeats it.</param>
/// <param name="Inputs">How many requests were sent.</param>
/// <param name="Took">From the first to the last of them.</param>
/// <param name="Failures">What must not happen, each with the request that did it; of each kind the first ten.</param>
/// <param name="Missed">Routes that none got to.</param>
/// <param name="Answers">By route and status, as the server counted them.</param>
/// <param name="Placed">Orders that were accepted on the way.</param>
/// <param name="BytesBefore">Managed memory after a collection, when the host was warm.</param>
/// <param name="BytesHalfway">The same after half of the inputs: what leaks grows as much again in the other half.</param>
/// <param name="BytesAfter">The same in the end, settled.</param>
/// <param name="PeakBytes">The most managed memory there was in between, garbage included.</param>
internal sealed record FuzzReport(
    int Seed,
    int Inputs,
    TimeSpan Took,
    IReadOnlyList<string> Failures,
    IReadOnlyList<string> Missed,
    IReadOnlyDictionary<(string Route, int Status), int> Answers,
    int Placed,
    long BytesBefore,
    long BytesHalfway,
    long BytesAfter,
    long PeakBytes)
{
    public override string ToString()
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {Seed}: {Inputs:N0} inputs in {Took.TotalSeconds:N0} s, {Placed} orders placed, {Failures.Count} failures");
        text.AppendLine(CultureInfo.InvariantCulture, $"managed memory: {Megabytes(BytesBefore)} MB before, {Megabytes(BytesHalfway)} MB halfway, {Megabytes(BytesAfter)} MB after, {Megabytes(PeakBytes)} MB at most");
        foreach (var route in Answers.GroupBy(answer => answer.Key.Route).OrderBy(route => route.Key, StringComparer.Ordinal))
        {
            var statuses = route.OrderBy(answer => answer.Key.Status).Select(answer => $"{answer.Key.Status}: {answer.Value:N0}");
            text.AppendLine(CultureInfo.InvariantCulture, $"{(route.Key.Length == 0 ? "(no route)" : route.Key),-42} {route.Sum(answer => answer.Value),7:N0} = {string.Join(", ", statuses)}");
        }

        Missed.ToList().ForEach(route => text.AppendLine(CultureInfo.InvariantCulture, $"missed: {route}"));
        Failures.ToList().ForEach(failure => text.AppendLine().AppendLine(failure));
        return text.ToString();
    }

    private static string Megabytes(long bytes) => (bytes / (1024.0 * 1024.0)).ToString("N1", CultureInfo.InvariantCulture);
}
