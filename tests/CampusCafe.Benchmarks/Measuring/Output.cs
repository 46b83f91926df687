using System.Text.Json;
using System.Text.Json.Serialization;

namespace CampusCafe.Benchmarks.Measuring;

/// <summary>A table for people, and one line of JSON for programs.</summary>
internal static class Output
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>A row for each value that there is.</summary>
    public static void Table(params IEnumerable<(string Name, object? Value)> rows)
    {
        var all = rows.Where(row => row.Value is not null).ToList();
        var width = all.Max(row => row.Name.Length);
        foreach (var (name, value) in all)
        {
            Console.WriteLine($"{name.PadRight(width)}  {value}");
        }
    }

    public static void Line(object figures) => Console.WriteLine(JsonSerializer.Serialize(figures, figures.GetType(), Json));

    public static void Progress(string what) => Console.Error.WriteLine(what);
}
