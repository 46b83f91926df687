using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.UnitTests.Calls;
using CampusCafe.UnitTests.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CampusCafe.UnitTests.Persistence;

public sealed class DatabaseStartupTests
{
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Given_a_server_that_stays_away_When_it_is_waited_for_Then_that_is_said_at_once_and_once_a_minute()
    {
        var time = new ManualTime(DateTimeOffset.UnixEpoch);
        var warnings = new Warnings(time);
        var server = new AwayServer();
        var database = Stub.Of<IDatabase>(new Dictionary<string, object?> { ["get_Name"] = "Test", ["get_IsExclusive"] = false, ["IsUnavailable"] = true });
        var lifetime = Stub.Of<IHostApplicationLifetime>(new Dictionary<string, object?>());
        using var startup = new DatabaseStartup(
            new DatabasePreparation(server, database, []), cluster: null!, database, new DatabaseGate(), lifetime, time, warnings);

        await startup.StartAsync(TestContext.Current.CancellationToken);
        while (time.GetUtcNow() - DateTimeOffset.UnixEpoch < Outage)
        {
            await server.AskedAsync(time);
        }

        await startup.StopAsync(TestContext.Current.CancellationToken);
        Assert.Equal(DateTimeOffset.UnixEpoch, warnings.Times[0]);
        Assert.True(warnings.Times.Count > 1, "It was said once only.");
        Assert.All(warnings.Times.Zip(warnings.Times.Skip(1)), pair => Assert.True(pair.Second - pair.First >= TimeSpan.FromMinutes(1)));
    }

    private sealed class AwayServer : IServiceScopeFactory
    {
        private int asked;

        public IServiceScope CreateScope()
        {
            Interlocked.Increment(ref asked);
            throw new IOException("Nobody there.");
        }

        /// <summary>Lets time pass until it is asked again.</summary>
        public async Task AskedAsync(ManualTime time)
        {
            var before = Volatile.Read(ref asked);
            while (Volatile.Read(ref asked) == before)
            {
                time.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Yield();
            }
        }
    }

    private sealed class Warnings(TimeProvider time) : ILogger<DatabaseStartup>
    {
        public List<DateTimeOffset> Times { get; } = [];

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Times.Add(time.GetUtcNow());
    }
}
