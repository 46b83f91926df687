using System.Globalization;
using Quartz;

namespace CampusCafe.BuildingBlocks.Scheduling;

/// <summary>When a job runs: every so often, or by a cron expression in UTC.</summary>
public sealed class JobSchedule
{
    private const string IntervalFormat = "c";

    /// <summary>120: as much as Quartz's tables take.</summary>
    public const int MaxLength = 120;

    private readonly CronExpression? cron;

    private JobSchedule(TimeSpan interval, CronExpression? cron, string text) => (Interval, this.cron, Text) = (interval, cron, text);

    /// <summary>1 s: what is wanted sooner is nudged.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromSeconds(1);

    public static TimeSpan Longest { get; } = TimeSpan.FromDays(7);

    /// <summary>As it is stored, and as people write it: <c>00:00:15</c>, or <c>0 0/5 * * * ?</c>.</summary>
    public string Text { get; }

    public bool IsCron => cron is not null;

    /// <summary>Says nothing of a cron expression.</summary>
    internal TimeSpan Interval { get; }

    public static JobSchedule Every(TimeSpan interval) => new(interval, cron: null, interval.ToString(IntervalFormat, CultureInfo.InvariantCulture));

    /// <param name="text">An interval as <c>hh:mm:ss</c>, or a cron expression of Quartz's (with seconds).</param>
    /// <param name="now">After which it must fire.</param>
    /// <param name="wrong">Why it is neither; null when it is one.</param>
    /// <returns>Null when it is neither.</returns>
    public static JobSchedule? TryParse(string? text, DateTimeOffset now, out string? wrong)
    {
        text = text?.Trim() ?? string.Empty;
        wrong = text.Length > MaxLength ? $"A schedule has at most {MaxLength} characters." : null;
        if (wrong is not null)
        {
            return null;
        }

        if (TimeSpan.TryParseExact(text, [IntervalFormat, "g"], CultureInfo.InvariantCulture, out var interval))
        {
            wrong = interval >= Shortest && interval <= Longest ? null : $"An interval is between {Shortest:c} and {Longest:c}.";
            return wrong is null ? Every(interval) : null;
        }

        // No field goes that far, but Quartz 4.7 has 99 stand for all values, and would take it for *.
        const string All = "99";
        if (text.Split(' ').Contains(All))
        {
            wrong = $"{All} is out of range.";
            return null;
        }

        try
        {
            var expression = CronExpression.Parse(text).WithTimeZone(TimeZoneInfo.Utc);
            wrong = expression.GetNextValidTimeAfter(now) is null ? "This never fires again." : null;
            return wrong is null ? new(default, expression, text) : null;
        }
        catch (FormatException exception)
        {
            wrong = exception.Message;
            return null;
        }
    }

    /// <summary>The next times, ascending; fewer than asked for where it ends.</summary>
    public IReadOnlyList<DateTimeOffset> Next(DateTimeOffset after, int count)
    {
        List<DateTimeOffset> times = [];
        for (var at = Next(after); times.Count < count && at is { } fires; at = Next(fires))
        {
            times.Add(fires);
        }

        return times;
    }

    private DateTimeOffset? Next(DateTimeOffset after) => cron is null ? after + Interval : cron.GetNextValidTimeAfter(after);

    /// <summary>What a stored trigger must have, and its first time at the earliest.</summary>
    internal TriggerBuilder<TJob> Apply<TJob>(TriggerBuilder<TJob> trigger, DateTimeOffset now)
        where TJob : IJob => cron is null
        // Not at once: hosts that start one after another would run it more often, and relays first deal with what was left.
        ? trigger.StartAt(now + Interval).WithSimpleSchedule(schedule => schedule
            .WithInterval(Interval)
            .RepeatForever()
            .WithMisfireInstruction(SimpleTriggerMisfireInstruction.NextWithRemainingCount))
        : trigger.StartAt(now).WithCronSchedule(Text, schedule => schedule
            .InTimeZone(TimeZoneInfo.Utc)
            .WithMisfireInstruction(CronTriggerMisfireInstruction.DoNothing));
}
