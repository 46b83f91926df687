using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Host;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace CampusCafe.Testing.Samples;

/// <summary>
/// A shop with a past: sample orders, placed for real, and then their rows copied, all of them in all modules, under other ids
/// and at earlier times (but for those inside payloads). Whoever reads them finds what he would find after as many real orders.
/// </summary>
internal static class SampleData
{
    private const string Orders = "orders";

    /// <param name="settings">As on the command line: where the data are. No host may run on them.</param>
    /// <param name="orders">How many, rounded up to whole groups of <see cref="SampleOrders.Count"/>.</param>
    /// <param name="span">How long ago the first was.</param>
    /// <param name="progress">Is told what is being done.</param>
    /// <returns>How many rows each table got, by schema and name.</returns>
    /// <exception cref="InvalidOperationException">There are orders already.</exception>
    public static async Task<IReadOnlyDictionary<string, long>> FillAsync(IReadOnlyList<string> settings, int orders, TimeSpan span, Action<string> progress)
    {
        progress($"Placing {SampleOrders.Count} orders.");
        var standing = await OnTablesAsync(settings, KeysAsync);
        await SampleOrders.PlaceAsync(settings);
        return await OnTablesAsync(settings, async tables =>
        {
            Dictionary<string, long> written = [];
            foreach (var table in tables)
            {
                progress($"Copying {table.Name}.");
                written[table.Name] = await table.MultiplyAsync(standing[table.Name], Copies(orders, span));
            }

            return written;
        });
    }

    /// <summary>The oldest first, as they would have come.</summary>
    private static IEnumerable<SampleCopy> Copies(int orders, TimeSpan span)
    {
        var copies = (orders + SampleOrders.Count - 1) / SampleOrders.Count;
        return Enumerable.Range(1, copies).Select(i => new SampleCopy(copies - i, span * ((double)(copies - i) / copies)));
    }

    private static async Task<Dictionary<string, HashSet<string>>> KeysAsync(IReadOnlyList<SampleTable> tables)
    {
        Dictionary<string, HashSet<string>> keys = [];
        foreach (var table in tables)
        {
            keys[table.Name] = await table.KeysAsync();
            if (keys[table.Name].Count > 0 && table.Name.EndsWith($".{Orders}", StringComparison.Ordinal))
            {
                throw new InvalidOperationException("There are orders already, or a fill was cut off: choose data without any.");
            }
        }

        return keys;
    }

    /// <summary>All modules' tables, in a host that is built but does not run.</summary>
    private static async Task<T> OnTablesAsync<T>(IReadOnlyList<string> settings, Func<IReadOnlyList<SampleTable>, Task<T>> work)
    {
        await using var app = CampusCafeHost.Build(
            [.. settings.Select(setting => $"--{setting}"), "--environment=Development", "--Simulators:Enabled=false"],
            builder => builder.Logging.ClearProviders());
        await app.Services.GetRequiredService<DatabasePreparation>().RunNowAsync(CancellationToken.None);
        await using var scope = app.Services.CreateAsyncScope();
        List<SampleTable> tables = [];
        foreach (var module in scope.ServiceProvider.GetServices<ModuleDatabase>())
        {
            var context = module.Resolve(scope.ServiceProvider);
            await context.Database.OpenConnectionAsync();
            var (connection, sql) = (context.Database.GetDbConnection(), context.GetService<ISqlGenerationHelper>());
            tables.AddRange(context.Model.GetRelationalModel().Tables.Select(table => new SampleTable(module.Module, connection, sql, table)));
        }

        return await work(tables);
    }
}
