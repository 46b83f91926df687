using System.CommandLine;
using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using CampusCafe.Benchmarks.Hop;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Pages;

/// <summary><c>console</c>: how long the console's pages take when there is much to see, and what it costs to watch them.</summary>
internal static partial class ConsoleCommand
{
    /// <summary>30 of each, after one that isn't counted but shown.</summary>
    private const int Requests = 30;

    /// <summary>50 pages on: further than people leaf, and where an offset would show.</summary>
    private const int PagesOn = 50;

    public static Command Create()
    {
        var orders = FillCommand.Orders();
        var sqlite = new Option<bool>("--sqlite") { Description = "On the embedded default instead of PostgreSQL" };
        var viewers = CommonOptions.Whole("--viewers", 10, 1, "Browsers that watch.");
        var seconds = CommonOptions.Positive("--seconds", 60, "How long each measurement of the watching lasts.");
        var rate = CommonOptions.Positive("--rate", 1, "Orders a second in the busy one.");
        var (connection, folder) = (BenchOptions.Connection(), CommonOptions.Folder());
        var command = new Command("console", "The console's pages with a long past behind them, and what browsers cost that watch") { orders, sqlite, viewers, seconds, rate, connection, folder };
        command.SetAction(async (options, _) =>
        {
            var watching = new Watching(options.GetValue(viewers), TimeSpan.FromSeconds(options.GetValue(seconds)), options.GetValue(rate));
            if (options.GetValue(sqlite))
            {
                await using var stage = await Stage.OnSqliteAsync(options.GetValue(folder));
                return await RunAsync(stage, "SQLite", options.GetValue(orders), watching);
            }

            return await BenchOptions.OnServerAsync(options.GetValue(connection), options.GetValue(folder), async server =>
            {
                await using var stage = await Stage.OnServerAsync(server, options.GetValue(folder));
                return await RunAsync(stage, server.Version, options.GetValue(orders), watching);
            });
        });
        return command;
    }

    private static async Task<int> RunAsync(Stage stage, string database, int orders, Watching watching)
    {
        await FillCommand.FillAsync(stage.Settings, orders);
        using var host = await stage.StartHostAsync("environment=Development"); // Whoever sits at this machine needs no account there.
        await host.ReadyAsync(stage.Http);
        Output.Table(("Machine", stage.Machine), ("Database", database));
        List<PageTime> pages = [];
        foreach (var (name, path) in await PathsAsync(stage.Http, host.Url))
        {
            pages.Add(await TimeAsync(stage.Http, host.Url, name, path));
            Console.WriteLine(pages[^1]);
        }

        var costs = await watching.MeasureAsync(stage, host);
        Output.Line(new { benchmark = "console", database, machine = stage.Machine, pages, costs });
        return 0;
    }

    /// <summary>Every page, every way to search, and a page far on.</summary>
    private static async Task<IReadOnlyList<(string Name, string Path)>> PathsAsync(HttpClient http, string host)
    {
        var order = await FirstAsync("/ops/orders?status=shipped", OrderLink());
        var older = await FollowAsync("/ops/orders", PagesOn);
        var old = await FirstAsync(older, OrderLink());
        var letter = await FirstAsync("/ops/messages?state=dead", LetterLink());
        var message = await FirstAsync("/ops/messages?state=log", MessageLink());
        var id = old[(old.LastIndexOf('/') + 1)..];
        var page = await http.GetStringAsync(new Uri(host + order));
        var ids = IdCell().Matches(page).Select(match => match.Groups[1].Value).Distinct().ToList();
        var email = MailLink().Match(page).Groups[1].Value;
        return
        [
            ("overview", "/ops"),
            ("jobs", "/ops/jobs"),
            ("a job", "/ops/jobs/ordering.look"),
            ("messages: waiting", "/ops/messages"),
            ("messages: held back", "/ops/messages?state=stalled"),
            ("messages: dead", "/ops/messages?state=dead"),
            ($"messages: dead, {PagesOn} pages on", await FollowAsync("/ops/messages?state=dead", PagesOn)),
            ("messages: dead, of a type", "/ops/messages?state=dead&type=shipping.shipment-delivered.v1"),
            ("messages: dead, of an order", $"/ops/messages?state=dead&key={id}"),
            ("messages: dead, with a text", $"/ops/messages?state=dead&text={id}"),
            ("messages: all", "/ops/messages?state=log"),
            ($"messages: all, {PagesOn} pages on", await FollowAsync("/ops/messages?state=log", PagesOn)),
            ("messages: all, of a type", "/ops/messages?state=log&type=payments.payment-refused.v1"),
            ("messages: all, of an order", $"/ops/messages?state=log&key={id}"),
            ("messages: all, with a text", "/ops/messages?state=log&text=nowhere"),
            ("a message", message),
            ("a dead letter", letter),
            ("orders", "/ops/orders"),
            ($"orders, {PagesOn} pages on", older),
            .. new[] { "placed", "shipped", "completed", "rejected", "cancelled" }.Select(status => ($"orders: {status}", $"/ops/orders?status={status}")),
            ("orders: need attention", "/ops/orders?attention=true"),
            ("orders: of an e-mail address", $"/ops/orders?q={email}"),
            .. ids.Select((one, i) => ($"orders: by an id on its page ({i + 1})", $"/ops/orders?q={Uri.EscapeDataString(one)}")),
            ("orders: by its id", $"/ops/orders?q={id}"),
            ("an order", order),
            ("an old order", old),
            ("system", "/ops/system"),
            ("accounts", "/ops/accounts"),
        ];

        async Task<string> FirstAsync(string path, Regex link) =>
            link.Match(await http.GetStringAsync(new Uri(host + path))) is { Success: true } found
                ? WebUtility.HtmlDecode(found.Groups[1].Value)
                : throw new InvalidOperationException($"{path} has no link like {link}.");

        async Task<string> FollowAsync(string path, int times)
        {
            for (var i = 0; i < times; i++)
            {
                path = await FirstAsync(path, NextLink());
            }

            return path;
        }
    }

    private static async Task<PageTime> TimeAsync(HttpClient http, string host, string name, string path)
    {
        List<TimeSpan> times = [];
        var (first, bytes, status) = (TimeSpan.Zero, 0, HttpStatusCode.OK);
        for (var i = 0; i <= Requests; i++)
        {
            var watch = Stopwatch.StartNew();
            using var response = await http.GetAsync(new Uri(host + path));
            bytes = (await response.Content.ReadAsByteArrayAsync()).Length;
            status = response.StatusCode;
            if (i == 0)
            {
                first = watch.Elapsed;
            }
            else
            {
                times.Add(watch.Elapsed);
            }
        }

        return new(name, (int)status, bytes, Math.Round(first.TotalMilliseconds, 1), Percentiles.Of(times));
    }

    [GeneratedRegex("href=\"(/ops/orders/[0-9a-f-]{36})\"")]
    private static partial Regex OrderLink();

    [GeneratedRegex("href=\"(/ops/messages/dead/[^\"]+)\"")]
    private static partial Regex LetterLink();

    [GeneratedRegex("href=\"(/ops/messages/[0-9a-f-]{36})\"")]
    private static partial Regex MessageLink();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex NextLink();

    [GeneratedRegex("<dd class=\"id\">([^<–]+)</dd>")]
    private static partial Regex IdCell();

    [GeneratedRegex(@"href=""/ops/orders\?q=([^""]+)""")]
    private static partial Regex MailLink();

    /// <param name="Page">Which.</param>
    /// <param name="Status">HTTP's, after redirects.</param>
    /// <param name="Bytes">Of its body.</param>
    /// <param name="FirstMs">The first time.</param>
    /// <param name="Times">All others; measured by the client on the same machine.</param>
    private sealed record PageTime(string Page, int Status, int Bytes, double FirstMs, Percentiles Times)
    {
        public override string ToString() => $"{Page,-38} {Status} {Bytes,8:N0} B  first {FirstMs,7:0.0} ms  {Times}";
    }
}
