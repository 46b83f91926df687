using System.Globalization;
using CampusCafe.BuildingBlocks.Operations;

namespace CampusCafe.Operations.Messages;

/// <summary>Where a listing goes on that reads all modules' logs side by side.</summary>
/// <param name="Before">How far each module's was read; one that isn't there begins at its newest.</param>
internal sealed record LogCursor(IReadOnlyDictionary<string, long> Before)
{
    public static LogCursor Begin { get; } = new(new Dictionary<string, long>());

    public override string ToString() => string.Join('_', Before.Select(module => string.Create(CultureInfo.InvariantCulture, $"{module.Key}.{module.Value}")));

    /// <returns>Null for what is no page's <c>next</c>.</returns>
    public static LogCursor? Of(string? next)
    {
        Dictionary<string, long> before = [];
        foreach (var part in next?.Split('_') ?? [])
        {
            if (part.Split('.') is not [var module, var text]
                || !long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
                || !before.TryAdd(module, sequence))
            {
                return null;
            }
        }

        return before.Count == 0 ? null : new(before);
    }
}

/// <param name="Rows">Newest first.</param>
/// <param name="Next">Where the next page begins; null on the last one.</param>
/// <param name="LookedBackTo">UTC: how far a search came that looks through so many at once; null for one that has found a page's worth, or seen all.</param>
internal sealed record LogPart(IReadOnlyList<LoggedMessage> Rows, LogCursor? Next, DateTimeOffset? LookedBackTo)
{
    /// <summary>Puts modules' logs together.</summary>
    /// <param name="logs">One part of each; none has been taken from.</param>
    /// <param name="limit">Most rows.</param>
    public static LogPart Of(IReadOnlyList<ModuleLog> logs, int limit)
    {
        // What one module hasn't looked through yet may be newer than what another has found behind that.
        var lookedBackTo = logs.Max(log => log.LookedBackTo);
        List<LoggedMessage> rows = [];
        while (rows.Count < limit && logs.MaxBy(log => log.At) is { Row: { } newest } next && !(next.At < lookedBackTo))
        {
            rows.Add(newest);
            next.Take();
        }

        return new(
            rows,
            logs.Any(log => log.GoesOn) ? new(logs.ToDictionary(log => log.Module, log => log.Before)) : null,
            rows.Count < limit ? lookedBackTo : null);
    }
}

/// <summary>One module's part of the log, of which the first rows have been taken.</summary>
internal sealed class ModuleLog(string module, long? before, Part<LoggedMessage> part)
{
    private int taken;

    public string Module => module;

    public DateTimeOffset? LookedBackTo => part.LookedBackTo;

    /// <summary>The next one; null when all have been taken.</summary>
    public LoggedMessage? Row => taken < part.Rows.Count ? part.Rows[taken] : null;

    /// <summary>When that was written; by a clock that went back, no sooner than what was looked through.</summary>
    public DateTimeOffset? At => Row?.OccurredAt < part.LookedBackTo ? part.LookedBackTo : Row?.OccurredAt;

    /// <summary>Whether there is more than what has been taken.</summary>
    public bool GoesOn => Row is not null || part.Next is not null;

    /// <summary>Where its next part begins: what is written meanwhile is no part of this reading.</summary>
    public long Before => Row is null ? part.Next ?? 0 : taken > 0 ? part.Rows[taken - 1].Sequence : before ?? Row.Sequence + 1;

    public void Take() => taken++;
}
