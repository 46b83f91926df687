using System.Text.RegularExpressions;
using CampusCafe.IntegrationTests.Messaging;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.SqlServer;

/// <summary>Every statement that the messaging core sends to SQL Server, written by the real code and provider, without a server.</summary>
public sealed partial class StatementTests
{
    /// <summary>Of a statement; SQL Server refuses more.</summary>
    private const int MostParameters = 2100;

    /// <summary>Each is run once, and looked at by several tests.</summary>
    private static readonly Dictionary<string, Lazy<Task<SilentServer>>> Told = Scenario.All.ToDictionary(
        scenario => scenario.Name,
        scenario => new Lazy<Task<SilentServer>>(() => RunAsync(scenario.RunAsync, "Messaging:BatchSize=20", "Messaging:MaxAttempts=3")));

    public static IEnumerable<TheoryDataRow<string>> Scenarios => Scenario.All.Select(scenario => new TheoryDataRow<string>(scenario.Name));

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Given_the_messaging_core_When_it_works_on_SQL_Server_Then_it_sends_what_was_approved(string name)
    {
        var server = await RunAsync(name);

        Approval.Same(server.Transcript, name);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Given_the_messaging_core_When_it_works_on_SQL_Server_Then_no_merge_no_MARS_and_a_bounded_wait_for_locks(string name)
    {
        var server = await RunAsync(name);

        Assert.NotEmpty(server.Commands);
        Assert.All(server.Commands, command => Assert.DoesNotContain("MERGE", command.Text));
        Assert.All(server.ConnectionStrings, connection => Assert.False(new SqlConnectionStringBuilder(connection).MultipleActiveResultSets));
        Assert.StartsWith("SET LOCK_TIMEOUT 2000\n", server.Transcript);
    }

    [Theory]
    [MemberData(nameof(Scenarios))]
    public async Task Given_the_messaging_core_When_it_changes_rows_on_SQL_Server_Then_in_a_transaction_and_so_many_at_most(string name)
    {
        var server = await RunAsync(name);

        // A lease that a slow machine renews is one statement, and stands alone.
        var changes = server.Commands.Where(command => Writes().IsMatch(command.Text) && !command.Text.Contains("SET [o].[lease_until] = @p\n", StringComparison.Ordinal));
        Assert.All(changes, command => Assert.True(command.InTransaction, command.Text));
        Assert.All(
            server.Commands.Where(command => command.Text.Contains("DELETE", StringComparison.Ordinal)),
            command => Assert.Matches(@"TOP\(@\w+\)|IN \(|OUTPUT 1\s+WHERE|\[(sequence|key|message_id)\] = @", command.Text));
    }

    [Fact]
    public async Task Given_a_relay_on_SQL_Server_When_it_runs_Then_the_consumers_lock_is_the_transactions_and_is_waited_for_two_seconds()
    {
        var server = await RunAsync("relay");

        var locks = server.Commands.Where(command => command.Text.Contains("sp_getapplock", StringComparison.Ordinal)).ToList();
        Assert.Contains("@LockOwner = 'Transaction'", Assert.Single(locks).Text);
        Assert.True(locks[0].InTransaction);
        Assert.Contains("@p1 int = 2000", server.Transcript);
    }

    [Fact]
    public async Task Given_the_largest_batch_When_relayed_on_SQL_Server_Then_no_statement_has_too_many_parameters()
    {
        var server = await RunAsync(
            async (bench, server) =>
            {
                server["outbox_deliveries"].AddRange(Scenario.Deliveries(1000));
                bench.Script.OnPing = (_, _) =>
                {
                    server["outbox_deliveries"].Clear();
                    return Task.CompletedTask;
                };
                await bench.RunRelayAsync();
            },
            "Messaging:BatchSize=1000");

        Assert.True(server.Commands.Max(command => command.Parameters) > 1000);
        Assert.All(server.Commands, command => Assert.True(command.Parameters <= MostParameters, command.Text));
    }

    [Fact]
    public async Task Given_a_connection_to_SQL_Server_When_opened_without_waiting_Then_locks_are_waited_for_two_seconds_there_too()
    {
        var server = await RunAsync((bench, _) => bench.InSourceAsync(context =>
        {
            context.Database.OpenConnection();
            return Task.FromResult(true);
        }));

        Assert.StartsWith("SET LOCK_TIMEOUT 2000\n", server.Transcript);
    }

    private static Task<SilentServer> RunAsync(string scenario) => Told[scenario].Value;

    private static async Task<SilentServer> RunAsync(Func<MessagingBench, SilentServer, Task> run, params string[] settings)
    {
        var server = new SilentServer();
        await using var data = new NoData();
        await using var bench = await MessagingBench.SetUpAsync(data, Listen, settings);
        server.Forget();
        await run(bench, server);
        return server;

        void Listen(WebApplicationBuilder builder)
        {
            builder.Services.ConfigureDbContext<SourceDbContext>(options => options.AddInterceptors(server));
            builder.Services.ConfigureDbContext<TargetDbContext>(options => options.AddInterceptors(server));
            builder.Services.ConfigureDbContext<OtherDbContext>(options => options.AddInterceptors(server));
        }
    }

    [GeneratedRegex(@"^(INSERT|UPDATE|DELETE)\b", RegexOptions.Multiline)]
    private static partial Regex Writes();
}
