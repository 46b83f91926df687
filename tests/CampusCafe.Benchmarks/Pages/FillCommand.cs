using System.CommandLine;
using System.Diagnostics;
using CampusCafe.Benchmarks.Measuring;
using CampusCafe.Testing.Databases;
using CampusCafe.Testing.Samples;

namespace CampusCafe.Benchmarks.Pages;

/// <summary><c>fill</c>: a shop with a past, to look at.</summary>
internal static class FillCommand
{
    /// <summary>Of which the retention of 30 days takes nothing away.</summary>
    private const double UsualDays = 25;

    public static Option<int> Orders() => CommonOptions.Whole(
        "--orders", 100_000, 1, "How many orders, rounded up to whole twenties; each brings some thirteen messages, two of twenty a dead letter.");

    public static Command Create()
    {
        var orders = Orders();
        var days = CommonOptions.Positive("--days", UsualDays, "How long ago the first order was.");
        var into = new Option<DirectoryInfo?>("--into") { Description = "A data folder of the embedded default, made if it isn't there" };
        var connection = new Option<string?>("--connection") { Description = "A PostgreSQL database instead, as a connection string" };
        var command = new Command("fill", "Fills a shop without orders with a past: for a look at the console when there is much to see") { orders, days, into, connection };
        command.Validators.Add(result =>
        {
            if (result.GetValue(into) is null == result.GetValue(connection) is null)
            {
                result.AddError("Give either --into or --connection.");
            }
        });
        command.SetAction(async (options, _) =>
        {
            var settings = options.GetValue(into) is { } folder ? SqliteData.SettingsOf(folder.FullName) : PostgresData.SettingsOf(options.GetValue(connection)!);
            try
            {
                await FillAsync(settings, options.GetValue(orders), options.GetValue(days));
                return 0;
            }
            catch (InvalidOperationException exception)
            {
                await Console.Error.WriteLineAsync(exception.Message);
                return 1;
            }
        });
        return command;
    }

    /// <returns>How many rows the tables got.</returns>
    public static async Task<IReadOnlyDictionary<string, long>> FillAsync(IReadOnlyList<string> settings, int orders, double days = UsualDays)
    {
        var watch = Stopwatch.StartNew();
        var written = await SampleData.FillAsync(settings, orders, TimeSpan.FromDays(days), Output.Progress);
        Output.Table(
            ("Orders", Sum("orders")), ("Messages", Sum("outbox_messages")), ("Dead letters", Sum("dead_letters")), ("Rows", written.Values.Sum()), ("Took", $"{watch.Elapsed.TotalSeconds:0} s"));
        return written;

        long Sum(string table) => written.Where(rows => rows.Key.EndsWith($".{table}", StringComparison.Ordinal)).Sum(rows => rows.Value);
    }
}
