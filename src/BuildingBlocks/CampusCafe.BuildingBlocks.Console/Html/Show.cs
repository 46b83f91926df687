using System.Globalization;
using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace CampusCafe.BuildingBlocks.Console.Html;

/// <summary>How pages show times, spans and counts.</summary>
public static class Show
{
    private const string None = "–";

    /// <summary>A time: the script puts it into the viewer's zone and language; on hover it is UTC.</summary>
    public static IHtmlContent Time(DateTimeOffset? at)
    {
        if (at is not { } moment)
        {
            return new HtmlString(None);
        }

        var utc = moment.UtcDateTime;
        var time = new TagBuilder("time");
        time.Attributes["datetime"] = utc.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
        time.Attributes["title"] = utc.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);
        time.InnerHtml.Append(utc.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture));
        return time;
    }

    /// <summary>e.g. <c>12 ms</c>, <c>3.4 s</c>, <c>5 min</c>, <c>2.5 h</c>, <c>3 d</c>: the units are the same in all languages.</summary>
    public static string Span(TimeSpan? span) => span switch
    {
        null => None,
        { TotalMilliseconds: < 1 } => "< 1 ms",
        { TotalSeconds: < 1 } some => Number(some.TotalMilliseconds, "0 'ms'"),
        { TotalMinutes: < 1 } some => Number(some.TotalSeconds, "0.# 's'"),
        { TotalHours: < 1 } some => Number(some.TotalMinutes, "0.# 'min'"),
        { TotalDays: < 1 } some => Number(some.TotalHours, "0.# 'h'"),
        { } some => Number(some.TotalDays, "0.# 'd'"),
    };

    public static string Count(long? count) => count is { } number ? number.ToString("N0", CultureInfo.InvariantCulture) : None;

    public static string Rate(double rate) => rate.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
