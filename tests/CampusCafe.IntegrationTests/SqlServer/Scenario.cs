using System.Security.Cryptography;
using System.Text;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.IntegrationTests.Messaging;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.SqlServer;

/// <summary>Something that the messaging core does, told to a server that isn't there.</summary>
/// <param name="Name">Of the approved page.</param>
/// <param name="RunAsync">The real code, run.</param>
internal sealed record Scenario(string Name, Func<MessagingBench, SilentServer, Task> RunAsync)
{
    private static readonly OrderId Order = new(Guid.Parse("01980000-0000-7000-8000-000000000001"));
    private static readonly DateTime Now = new(2026, 1, 1, 9, 0, 0, DateTimeKind.Utc);

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("outbox", (bench, _) => bench.SayAsync(Order, count: 3)),
        new("look", async (bench, _) =>
        {
            await bench.LookAsync<SourceDbContext>();
            await bench.LookAsync<TargetDbContext>();
        }),
        new("relay", (bench, server) =>
        {
            server["outbox_deliveries"].AddRange(Deliveries(3));
            return bench.RunRelayAsync();
        }),
        new("stall", StallAsync),
        new("dead-letter", DieAsync),
        new("redrive", RedriveAsync),
        new("calls", CallAsync),
        new("idempotency-key", AskOnceAsync),
        new("webhook", ReceiveAsync),
        new("retention", RetainAsync),
    ];

    /// <summary>As a join of delivery and message finds them.</summary>
    public static IEnumerable<Row> Deliveries(int count) => Enumerable.Range(1, count).Select(number => new Row
    {
        ["sequence"] = (long)number,
        ["id"] = Guid.CreateVersion7(Now),
        ["key"] = $"{Guid.CreateVersion7(Now)}",
        ["type"] = "target.ping.v1",
        ["payload"] = $$"""{"orderId":"{{Guid.CreateVersion7(Now)}}","number":1}""",
        ["correlation_id"] = "test",
        ["occurred_at"] = Now,
    });

    public override string ToString() => Name;

    private static Task StallAsync(MessagingBench bench, SilentServer server)
    {
        server["outbox_deliveries"].AddRange(Deliveries(2));
        Fail(bench);
        server.OnTaken = text =>
        {
            if (text.Contains("INSERT INTO [source].[outbox_stalls]", StringComparison.Ordinal))
            {
                server["outbox_deliveries"].Clear(); // They are stalled, and not due.
            }
        };
        return bench.RunRelayAsync();
    }

    private static Task DieAsync(MessagingBench bench, SilentServer server)
    {
        var delivery = Deliveries(1).Single();
        server["outbox_deliveries"].Add(delivery);
        server["outbox_stalls"].Add(new Row
        {
            ["consumer"] = TargetDbContext.Module,
            ["key"] = delivery["key"],
            ["message_id"] = delivery["id"],
            ["delivery_sequence"] = delivery["sequence"],
            ["attempts"] = 2,
            ["next_attempt_at"] = Now,
            ["last_error"] = "Poison.",
            ["errors"] = "[]",
        });
        Fail(bench);
        server.OnTaken = text =>
        {
            if (text.Contains("DELETE FROM [o]", StringComparison.Ordinal) && text.Contains("[outbox_stalls]", StringComparison.Ordinal))
            {
                server["outbox_deliveries"].Clear();
                server["outbox_stalls"].Clear();
            }
        };
        return bench.RunRelayAsync();
    }

    private static void Fail(MessagingBench bench) => bench.Script.OnPing = (_, _) => throw new InvalidOperationException("Poison.");

    private static async Task RedriveAsync(MessagingBench bench, SilentServer server)
    {
        var id = Guid.CreateVersion7(Now);
        server["dead_letters"].Add(new Row
        {
            ["message_id"] = id,
            ["consumer"] = TargetDbContext.Module,
            ["key"] = Order.ToString(),
            ["type"] = "target.ping.v1",
            ["payload"] = $$"""{"orderId":"{{Order}}","number":1}""",
            ["correlation_id"] = "test",
            ["occurred_at"] = Now,
            ["died_at"] = Now,
            ["status"] = nameof(DeadLetterStatus.Dead),
            ["attempts"] = 3,
            ["errors"] = "[]",
            ["version"] = 1L,
        });
        server["inbox_messages"].Add(new Row
        {
            ["message_id"] = id,
            ["consumer"] = TargetDbContext.Module,
            ["handled_at"] = Now,
            ["attempts"] = 3,
            ["outcome"] = nameof(InboxOutcome.Dead),
        });
        await bench.DeadLettersOf(TargetDbContext.Module).RedriveAsync([id], CancellationToken.None);

        server["inbox_messages"].Clear();
        bench.Script.OnPing = (_, _) =>
        {
            server.OnTaken = text =>
            {
                if (text.Contains("DELETE FROM [target].[dead_letters]", StringComparison.Ordinal))
                {
                    server["dead_letters"].Clear();
                }
            };
            return Task.CompletedTask;
        };
        await bench.RunRelayAsync();
    }

    private static async Task CallAsync(MessagingBench bench, SilentServer server)
    {
        server["Listeners"].Add(new Row { ["id"] = Order.Value, ["heard"] = 0, ["version"] = 1L });
        await bench.InTargetAsync(async context =>
        {
            (await context.Listeners.FindAsync(Order))!.Ask("work");
            return await context.SaveChangesAsync();
        });
        server["outgoing_calls"].Add(new Row
        {
            ["subject_id"] = Order.Value,
            ["operation"] = "work",
            ["order_id"] = Order.Value,
            ["module"] = TargetDbContext.Module,
            ["state"] = nameof(CallState.Open),
            ["last_outcome"] = nameof(CallOutcome.None),
            ["generation"] = 1,
            ["attempts"] = 0,
            ["due_at"] = Now,
            ["hurry_after_try"] = false,
            ["created_at"] = Now,
            ["correlation_id"] = "test",
            ["version"] = 1L,
        });
        bench.Calls.OnApply = _ =>
        {
            server["outgoing_calls"].Clear();
            return Task.CompletedTask;
        };
        await bench.RunWorkerAsync();
    }

    private static Task AskOnceAsync(MessagingBench bench, SilentServer server) =>
        bench.PostAsync("key", "body", (context, _) =>
        {
            context.Add(new Receipt { OrderId = Order, Number = 1 });
            return Task.CompletedTask;
        });

    private static async Task ReceiveAsync(MessagingBench bench, SilentServer server)
    {
        using var scope = bench.CreateScope();
        var body = Encoding.UTF8.GetBytes("""{"id":"evt_1"}""");
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        http.Request.Body = new MemoryStream(body);
        var at = bench.Time.GetUtcNow().ToUnixTimeSeconds();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{at}."), .. body];
        http.Request.Headers["Signature"] = $"t={at},v1={Convert.ToHexStringLower(HMACSHA256.HashData("secret"u8, signed))}";
        await scope.ServiceProvider.GetRequiredService<WebhookInbox>().ReceiveAsync<TargetDbContext>(
            http, "Signature", "secret", (context, _, _) => Task.CompletedTask, CancellationToken.None);
    }

    private static async Task RetainAsync(MessagingBench bench, SilentServer server)
    {
        string[] tables = ["outbox_messages", "inbox_messages", "outgoing_call_tries", "outgoing_calls", "idempotency_keys", "webhook_events"];
        foreach (var table in tables)
        {
            server[table].Add(new Row { ["sequence"] = 1L });
        }

        // One batch of each: what was deleted isn't found again.
        server.OnTaken = text =>
        {
            if (text.StartsWith("DELETE", StringComparison.Ordinal))
            {
                server[tables.First(table => text.Contains($"].[{table}]", StringComparison.Ordinal))].Clear();
            }
        };
        using var scope = bench.CreateScope();
        await ActivatorUtilities.CreateInstance<RetentionJob<TargetDbContext>>(scope.ServiceProvider).Execute(null!, CancellationToken.None);
    }
}
