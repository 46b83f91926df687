using System.CommandLine;
using CampusCafe.Benchmarks.Hop;
using CampusCafe.Benchmarks.Measuring;

namespace CampusCafe.Benchmarks.Checkout;

/// <summary><c>checkout</c>: how long a checkout takes, how long its goods take to leave, and how many orders a second there can be.</summary>
internal static class CheckoutCommand
{
    public static Command Create()
    {
        var options = new CheckoutOptions(usualRate: 20);
        var hosts = new Option<int[]>("--hosts")
        {
            Description = "How many hosts share the database; one measurement for each number [default: 1 2]", AllowMultipleArgumentsPerToken = true,
        };
        var (connection, folder) = (BenchOptions.Connection(), CommonOptions.Folder());
        var command = new Command("checkout", "On PostgreSQL: POST /checkout, checkout to shipped, orders per second, and what each costs the server") { hosts, connection, folder };
        options.AddTo(command);
        command.SetAction((chosen, _) => BenchOptions.OnServerAsync(chosen.GetValue(connection), chosen.GetValue(folder), async server =>
        {
            Console.WriteLine(server.Version);
            var violations = 0;
            foreach (var count in chosen.GetValue(hosts) is { Length: > 0 } counts ? counts : [1, 2])
            {
                violations += await new CheckoutRun(options.Read(chosen)).RunAsync(latency => Stage.OnServerAsync(server, chosen.GetValue(folder), latency), count);
            }

            return violations == 0 ? 0 : 1;
        }));
        return command;
    }
}
