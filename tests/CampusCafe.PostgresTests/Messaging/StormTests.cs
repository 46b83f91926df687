using System.Collections.Concurrent;
using System.Diagnostics;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.IntegrationTests.Messaging;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.PostgresTests.Messaging;

/// <summary>A release with a bug fails three messages of ten: the others are handled as they come. Says how long they took.</summary>
public sealed class StormTests : MessagingTests
{
    private const int Messages = 5_000;
    private const int WarmUp = 1_000;
    private const int ChunkSize = 20;

    /// <summary>So that four hundred messages come in a second.</summary>
    private static readonly TimeSpan ChunkEvery = TimeSpan.FromMilliseconds(50);

    protected override string[] Settings => [.. base.Settings, "Messaging:BatchSize=100"];

    [Fact]
    public async Task Given_three_of_ten_messages_are_poison_When_five_thousand_come_in_Then_the_healthy_are_handled_and_the_poison_is_given_up()
    {
        await RunAsync(WarmUp, poisonOfTen: 3); // All is loaded, compiled and connected.
        await AnalyzeAsync();
        var quiet = await RunAsync(Messages, poisonOfTen: 0);
        var storm = await RunAsync(Messages, poisonOfTen: 3);

        TestContext.Current.SendDiagnosticMessage($"Without poison: {quiet}; in the storm: {storm}.");
        Assert.Equal(Messages, quiet.Handled);
        Assert.Equal(Messages * 7 / 10, storm.Handled);
        Assert.Equal((WarmUp + Messages) * 3 / 10, (await Bench.AllAsync<TargetDbContext, DeadLetter>()).Count);
    }

    /// <summary>As the server does by itself within a minute: it has planned for empty tables until then.</summary>
    private Task<int> AnalyzeAsync() => Bench.InSourceAsync(context => context.Database.ExecuteSqlAsync($"ANALYZE"));

    /// <summary>Messages come in chunks, and a relay never rests.</summary>
    private async Task<Storm> RunAsync(int messages, int poisonOfTen)
    {
        ConcurrentDictionary<OrderId, bool> poison = new();
        ConcurrentDictionary<OrderId, long> writtenAt = new();
        ConcurrentDictionary<OrderId, TimeSpan> latencies = new();
        Bench.Script.OnPing = (ping, _) =>
        {
            if (poison.ContainsKey(ping.OrderId))
            {
                throw new InvalidOperationException("Poison.");
            }

            latencies[ping.OrderId] = Stopwatch.GetElapsedTime(writtenAt[ping.OrderId]);
            return Task.CompletedTask;
        };

        var writing = WriteAsync();
        while (!writing.IsCompleted || latencies.Count < messages - poison.Count)
        {
            await Bench.RunRelayAsync();
        }

        await writing;
        TimeSpan[] sorted = [.. latencies.Values.Order()];
        var result = new Storm(sorted.Length, sorted[sorted.Length / 2].TotalMilliseconds, sorted[sorted.Length * 99 / 100].TotalMilliseconds);

        // The next one must not have to do with what this one leaves.
        while ((await Bench.AllAsync<SourceDbContext, OutboxStall>()).Count > 0)
        {
            Bench.Time.Advance(TimeSpan.FromSeconds(10));
            await Bench.RunRelayAsync();
        }

        return result;

        async Task WriteAsync()
        {
            using var timer = new PeriodicTimer(ChunkEvery);
            for (var number = 0; number < messages; number += ChunkSize)
            {
                await timer.WaitForNextTickAsync();
                OrderId[] ids = [.. Enumerable.Range(0, ChunkSize).Select(_ => NewOrder())];
                foreach (var (index, id) in ids.Index())
                {
                    writtenAt[id] = Stopwatch.GetTimestamp();
                    if (index % 10 < poisonOfTen)
                    {
                        poison[id] = true;
                    }
                }

                await SayAsync(ids);
                Bench.Time.Advance(ChunkEvery);
            }
        }
    }

    private Task<int> SayAsync(IEnumerable<OrderId> ids) => Bench.InSourceAsync(async context =>
    {
        foreach (var id in ids)
        {
            var message = new OutboxMessage
            {
                Id = Guid.CreateVersion7(),
                AggregateType = "speaker",
                AggregateId = id.ToString(),
                Type = "target.ping.v1",
                Payload = $$"""{"orderId":"{{id}}","number":1}""",
                CorrelationId = "storm",
                CausationId = null,
                TraceParent = null,
                OccurredAt = Bench.Time.GetUtcNow(),
            };
            context.Add(message);
            context.Add(new OutboxDelivery { Consumer = TargetConsumer.Name, MessageId = message.Id, Key = id.ToString() });
        }

        return await context.SaveChangesAsync();
    });

    /// <param name="Handled">Healthy messages.</param>
    /// <param name="P50">From written to handled, in ms.</param>
    /// <param name="P99">Likewise.</param>
    private sealed record Storm(int Handled, double P50, double P99);
}
