using System.Text.Json;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using Microsoft.AspNetCore.Builder;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>A suite that every database passes: derive it, and say how the database is used.</summary>
public abstract class MessagingConformance : IAsyncLifetime
{
    internal MessagingBench Bench { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Bench = await MessagingBench.SetUpAsync(UseDatabaseAsync, Settings);

    public async ValueTask DisposeAsync()
    {
        if (Bench is not null)
        {
            await Bench.DisposeAsync();
        }

        await DropDatabaseAsync();
        GC.SuppressFinalize(this);
    }

    protected virtual string[] Settings =>
    [
        "Messaging:BatchSize=20",
        "Messaging:MaxAttempts=3",
        "Messaging:FirstRetryAfter=00:00:01",
        "Messaging:LongestRetryAfter=00:00:10",
        "OutgoingCalls:FirstRetryAfter=00:00:01",
        "OutgoingCalls:AttemptsBeforeParking=4",
    ];

    protected abstract Task UseDatabaseAsync(WebApplicationBuilder builder);

    protected abstract Task DropDatabaseAsync();

    internal static OrderId NewOrder() => new(Guid.CreateVersion7());

    internal static int NumberOf(OutboxMessage message) => JsonSerializer.Deserialize<JsonElement>(message.Payload).GetProperty("number").GetInt32();
}
