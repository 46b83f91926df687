using System.Text.Json;
using BenchmarkDotNet.Attributes;
using CampusCafe.Benchmarks.Hop.Contenders;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Testing.Databases;
using MediatR;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Benchmarks.Micro;

/// <summary>One message of the hop, step by step. Beside each step, what the bare minimum of it costs.</summary>
public class MessageBenchmarks : IAsyncDisposable
{
    /// <summary>Nobody connects: nothing here asks a database.</summary>
    private const string Nowhere = "Host=localhost;Database=nowhere";

    private static readonly DateTimeOffset Now = DateTimeOffset.UnixEpoch;

    private readonly OrderPlaced message = OrderPlaced.Of("micro");
    private string wireName = "";
    private string payload = "";
    private Core core = null!;
    private MessageCatalog catalog = null!;
    private UnitOfWorkInterceptor interceptor = null!;
    private IRequest delivery = null!;

    [GlobalSetup]
    public void SetUp()
    {
        core = new Core(PostgresData.SettingsOf(Nowhere));
        catalog = core.Services.GetRequiredService<MessageCatalog>();
        wireName = catalog.WireNameOf(typeof(OrderPlaced));
        payload = MessageCatalog.Serialize(message);
        interceptor = core.Services.GetRequiredService<UnitOfWorkInterceptor>();
        delivery = core.Services.GetServices<ConsumerDefinition>().Single().Subscriptions[typeof(OrderPlaced)](message);
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        await core.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Benchmark]
    public string SerializeBare() => JsonSerializer.Serialize(message, JsonSerializerOptions.Web);

    [Benchmark]
    public string Serialize() => MessageCatalog.Serialize(message);

    [Benchmark]
    public object? DeserializeBare() => JsonSerializer.Deserialize<OrderPlaced>(payload, JsonSerializerOptions.Web);

    [Benchmark]
    public object Deserialize() => catalog.Deserialize(wireName, payload);

    /// <summary>A unit of work that does nothing: a scope and a context from the pool.</summary>
    [Benchmark]
    public async Task UnitOfWork()
    {
        await using var scope = core.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
    }

    /// <summary>The same, with an entity in it.</summary>
    [Benchmark]
    public async Task Track()
    {
        await using var scope = core.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<OrdersDbContext>().Add(Order.Silent(message, Now));
    }

    /// <summary>The same, with what the interceptor does before a save: the message becomes rows of log and queue.</summary>
    [Benchmark]
    public async Task TrackAndCollect()
    {
        await using var scope = core.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        context.Add(Order.Place(message, Now));
        await interceptor.CollectAsync(context, CancellationToken.None);
    }

    /// <summary>A unit of work of the consumer's, whose handler is called by hand and adds a reservation.</summary>
    [Benchmark]
    public async Task HandleBare()
    {
        await using var scope = core.Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<ReservationsDbContext>();
        IRequestHandler<Delivery<ReservationsConsumer, OrderPlaced>> handler = new ReserveWhenOrderPlaced(context, scope.ServiceProvider.GetRequiredService<CoreProgress>());
        await handler.Handle((Delivery<ReservationsConsumer, OrderPlaced>)delivery, CancellationToken.None);
    }

    /// <summary>The same through MediatR.</summary>
    [Benchmark]
    public async Task Dispatch()
    {
        await using var scope = core.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IMediator>().Send(delivery, CancellationToken.None);
    }
}
