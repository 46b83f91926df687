using System.Globalization;
using System.Text;
using System.Text.Json;

namespace CampusCafe.BuildingBlocks.Console.Html;

/// <summary>A line or bars of a chart.</summary>
/// <param name="Label">As in the legend.</param>
/// <param name="Values">As many as there are places on the x axis; null leaves a gap.</param>
/// <param name="Color">A colour of Tabler's: <c>blue</c>, <c>green</c>, <c>red</c>.</param>
/// <param name="Kind"><c>line</c>, <c>bar</c> or <c>points</c>.</param>
public sealed record ChartSeries(string Label, IReadOnlyList<double?> Values, string Color, string Kind = "line");

public static class Charts
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    /// <summary>The value of a <c>data-chart</c> attribute, which the console's script draws.</summary>
    /// <param name="times">The x axis.</param>
    /// <param name="format"><c>ms</c>, or null for plain numbers.</param>
    /// <param name="series">What is drawn.</param>
    public static string Of(IEnumerable<DateTimeOffset> times, string? format, params IReadOnlyList<ChartSeries> series) =>
        JsonSerializer.Serialize(new { x = times.Select(at => at.ToUnixTimeMilliseconds() / 1000d), format, series }, Options);

    /// <summary>The <c>d</c> of a path in a box of 100 by 20: a curve without axes.</summary>
    public static string Spark(IReadOnlyList<double> values)
    {
        const double Width = 100;
        const double Height = 20;
        var most = Math.Max(1, values.DefaultIfEmpty().Max());
        var path = new StringBuilder();
        for (var i = 0; i < values.Count; i++)
        {
            var x = values.Count == 1 ? Width : i * Width / (values.Count - 1);
            path.Append(CultureInfo.InvariantCulture, $"{(i == 0 ? 'M' : 'L')}{x:0.##} {Height - (values[i] / most * (Height - 2)) - 1:0.##}");
        }

        return path.ToString();
    }
}
