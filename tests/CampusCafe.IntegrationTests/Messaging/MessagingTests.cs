using System.Text.Json;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Testing.Databases;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>A bench of its own for each test, on the kind of database that the test project has chosen.</summary>
public abstract class MessagingTests : IAsyncLifetime
{
    private ShopData? data;

    internal MessagingBench Bench { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        data = await ShopDatabase.Current.CreateAsync();
        Bench = await MessagingBench.SetUpAsync(data, settings: Settings);
    }

    public async ValueTask DisposeAsync()
    {
        if (Bench is not null)
        {
            await Bench.DisposeAsync();
        }

        if (data is not null)
        {
            await data.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }

    /// <summary>Stops the host, and starts one of another release on what it leaves.</summary>
    internal async Task ReplaceAsync<TRelease>()
        where TRelease : IRelease
    {
        await Bench.DisposeAsync();
        Bench = OpenBeside<TRelease>();
    }

    /// <summary>One more host on the same data, where the database takes more than one.</summary>
    internal MessagingBench OpenBeside<TRelease>()
        where TRelease : IRelease =>
        MessagingBench.Open<TRelease>(data!, Bench.Time, settings: Settings);

    protected virtual string[] Settings =>
    [
        "Messaging:BatchSize=20",
        "Messaging:MaxAttempts=3",
        "Messaging:FirstRetryAfter=00:00:01",
        "Messaging:LongestRetryAfter=00:00:10",
        "OutgoingCalls:FirstRetryAfter=00:00:01",
        "OutgoingCalls:AttemptsBeforeParking=4",
    ];

    internal static OrderId NewOrder() => new(Guid.CreateVersion7());

    internal static int NumberOf(OutboxMessage message) => JsonSerializer.Deserialize<JsonElement>(message.Payload).GetProperty("number").GetInt32();
}
