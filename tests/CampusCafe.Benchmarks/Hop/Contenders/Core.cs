using System.Globalization;
using System.Text.Json;
using CampusCafe.BuildingBlocks;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.Host;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using NpgsqlTypes;

namespace CampusCafe.Benchmarks.Hop.Contenders;

/// <summary>
/// CampusCafe's core as the host runs it, with two small modules: publishers through the interceptor, nudge, relay job,
/// MediatR, inbox.
/// </summary>
internal sealed class Core : Contender
{
    private readonly WebApplication app;

    /// <param name="settings">Where its database is, as on the command line: <c>Section:Name=value</c>.</param>
    public Core(IReadOnlyList<string> settings)
    {
        string[] all = [.. settings, "environment=Development", "urls=http://127.0.0.1:0"];
        var builder = WebApplication.CreateBuilder([.. all.Select(setting => $"--{setting}")]);
        builder.Logging.ClearProviders();
        builder.AddDatabase();
        builder.AddBuildingBlocks();
        builder.AddModule<OrdersDbContext>(OrdersDbContext.Module);
        builder.AddModule<ReservationsDbContext>(ReservationsDbContext.Module).AddConsumer<ReservationsConsumer>(OrdersDbContext.Module);
        builder.Services.AddSingleton(new CoreProgress(() => CountHandled(1)));
        app = builder.Build();
    }

    public IServiceProvider Services => app.Services;

    public override async Task PrepareAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        await CreateTablesAsync(scope.ServiceProvider.GetRequiredService<OrdersDbContext>());
        await CreateTablesAsync(scope.ServiceProvider.GetRequiredService<ReservationsDbContext>());
    }

    public override Task StartAsync() => app.StartAsync();

    public override async Task PublishAsync(OrderPlaced message)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentMessage>().Set(message.OrderId.ToString(), causationId: null);
        var context = scope.ServiceProvider.GetRequiredService<OrdersDbContext>();
        context.Add(Order.Place(message, TimeProvider.System.GetUtcNow()));
        await context.SaveChangesAsync();
    }

    public override async Task<bool> IsDoneAsync()
    {
        await using var scope = app.Services.CreateAsyncScope();
        return !await scope.ServiceProvider.GetRequiredService<OrdersDbContext>().Set<OutboxDelivery>().AnyAsync();
    }

    /// <summary>By the tables themselves, whatever the database.</summary>
    /// <exception cref="InvalidOperationException">An effect is missing, or there twice.</exception>
    public async Task CheckAsync(int expected)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var orders = await scope.ServiceProvider.GetRequiredService<OrdersDbContext>().Set<Order>().Select(order => order.Id).ToHashSetAsync();
        var reserved = await scope.ServiceProvider.GetRequiredService<ReservationsDbContext>().Set<Reservation>().Select(reservation => reservation.OrderId).ToListAsync();
        if (orders.Count != expected || reserved.Count != expected || !orders.SetEquals(reserved))
        {
            throw new InvalidOperationException($"{expected} orders were placed; there are {orders.Count} and {reserved.Count} reservations.");
        }
    }

    public override async Task SeedAsync(NpgsqlConnection connection, int count)
    {
        var messages = Enumerable.Range(0, count).Select(i => (Id: Guid.CreateVersion7(), Message: OrderPlaced.Of(i.ToString(CultureInfo.InvariantCulture)))).ToList();
        await using (var log = await connection.BeginBinaryImportAsync(
            "copy schema_a.outbox_messages (id, aggregatetype, aggregateid, type, payload, correlation_id, occurred_at) from stdin (format binary)"))
        {
            foreach (var (id, message) in messages)
            {
                await log.StartRowAsync();
                await log.WriteAsync(id, NpgsqlDbType.Uuid);
                await log.WriteAsync("order", NpgsqlDbType.Varchar);
                await log.WriteAsync(message.OrderId.ToString(), NpgsqlDbType.Varchar);
                await log.WriteAsync("schema_a.order-placed.v1", NpgsqlDbType.Varchar);
                await log.WriteAsync(JsonSerializer.Serialize(message, JsonSerializerOptions.Web), NpgsqlDbType.Text);
                await log.WriteAsync(message.OrderId.ToString(), NpgsqlDbType.Varchar);
                await log.WriteAsync(TimeProvider.System.GetUtcNow().UtcDateTime, NpgsqlDbType.TimestampTz);
            }

            await log.CompleteAsync();
        }

        await using var queue = await connection.BeginBinaryImportAsync("copy schema_a.outbox_deliveries (consumer, message_id, key) from stdin (format binary)");
        foreach (var (id, message) in messages)
        {
            await queue.StartRowAsync();
            await queue.WriteAsync(ReservationsConsumer.Name, NpgsqlDbType.Varchar);
            await queue.WriteAsync(id, NpgsqlDbType.Uuid);
            await queue.WriteAsync(message.OrderId.ToString(), NpgsqlDbType.Varchar);
        }

        await queue.CompleteAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await app.StopAsync();
        await app.DisposeAsync();
    }

    /// <summary>Also where another module has tables already, for which EnsureCreated would do nothing.</summary>
    private static Task CreateTablesAsync(DbContext context) => context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
}
