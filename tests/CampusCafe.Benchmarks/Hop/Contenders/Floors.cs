using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;

namespace CampusCafe.Benchmarks.Hop.Contenders;

/// <summary>
/// Floor B: what the database allows. Bare statements that are sent together, one loop that takes a hundred messages at a
/// time and handles them in one transaction. Nothing of what makes a core worth its cost: no order per key, no failures,
/// no traces.
/// </summary>
internal class BareFloor(string connectionString) : Contender
{
    protected const int BatchSize = 100;

    protected const string TakeBatch =
        "delete from schema_a.outbox where id = any(array(select id from schema_a.outbox order by id limit 100 for update skip locked)) returning msg_id, body";

    protected const string MessageType = "OrderPlaced";

    private readonly NpgsqlDataSource source = NpgsqlDataSource.Create(
        connectionString + ";No Reset On Close=true;Max Auto Prepare=50;Auto Prepare Min Usages=2");

    private readonly CancellationTokenSource stop = new();
    private readonly SemaphoreSlim published = new(0, 1);
    private long sequence = DateTime.UnixEpoch.Ticks;
    private Task consuming = Task.CompletedTask;

    protected NpgsqlDataSource Source => source;

    public override async Task PrepareAsync()
    {
        await using var command = source.CreateCommand("""
            create schema schema_a;
            create schema schema_b;
            create table schema_a.orders(id uuid primary key, item text, qty int, created timestamptz);
            create table schema_b.reservations(id uuid primary key, order_id uuid unique, qty int);
            create table schema_a.outbox(id bigint primary key, msg_id uuid not null, type text not null, body text not null);
            create table schema_b.inbox(msg_id uuid primary key, received timestamptz not null default now());
            """);
        await command.ExecuteNonQueryAsync();
    }

    public override Task StartAsync()
    {
        consuming = Task.Run(ConsumeAsync);
        return Task.CompletedTask;
    }

    public override async Task PublishAsync(OrderPlaced message)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection); // Its statements are one transaction, in one round trip.
        AddOrder(batch, message, Guid.CreateVersion7());
        await batch.ExecuteNonQueryAsync();
        Wake();
    }

    public override async Task SeedAsync(NpgsqlConnection connection, int count)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy schema_a.outbox (id, msg_id, type, body) from stdin (format binary)");
        for (var i = 0; i < count; i++)
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(NextSequence(), NpgsqlDbType.Bigint);
            await copy.WriteAsync(Guid.CreateVersion7(), NpgsqlDbType.Uuid);
            await copy.WriteAsync(MessageType, NpgsqlDbType.Text);
            await copy.WriteAsync(JsonSerializer.Serialize(OrderPlaced.Of(i.ToString(CultureInfo.InvariantCulture))), NpgsqlDbType.Text);
        }

        await copy.CompleteAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await consuming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await source.DisposeAsync();
        stop.Dispose();
        published.Dispose();
        GC.SuppressFinalize(this);
    }

    /// <returns>How many there were.</returns>
    protected virtual async Task<int> HandleBatchAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        List<Guid> ids = [];
        List<OrderPlaced> messages = [];
        await using (var take = new NpgsqlCommand(TakeBatch, connection, transaction))
        await using (var reader = await take.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                ids.Add(reader.GetGuid(0));
                messages.Add(JsonSerializer.Deserialize<OrderPlaced>(reader.GetString(1))!);
            }
        }

        if (ids.Count == 0)
        {
            return 0;
        }

        await using var batch = new NpgsqlBatch(connection, transaction);
        Add(batch, "insert into schema_b.inbox(msg_id) select * from unnest($1::uuid[]) on conflict do nothing", ids.ToArray());
        Add(
            batch,
            "insert into schema_b.reservations select * from unnest($1::uuid[],$2::uuid[],$3::int[])",
            messages.Select(_ => Guid.CreateVersion7()).ToArray(),
            messages.Select(message => message.OrderId.Value).ToArray(),
            messages.Select(message => message.Quantity).ToArray());
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return ids.Count;
    }

    protected long NextSequence() => Interlocked.Increment(ref sequence);

    protected void Wake()
    {
        try
        {
            published.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is being woken already.
        }
    }

    /// <summary>What a publisher writes.</summary>
    protected void AddOrder(NpgsqlBatch batch, OrderPlaced message, Guid messageId)
    {
        Add(batch, "insert into schema_a.orders values($1,$2,$3,$4)", message.OrderId.Value, message.Item, message.Quantity, TimeProvider.System.GetUtcNow().UtcDateTime);
        Add(batch, "insert into schema_a.outbox values($1,$2,$3,$4)", NextSequence(), messageId, MessageType, JsonSerializer.Serialize(message));
    }

    protected static void Add(NpgsqlBatch batch, string statement, params object[] parameters)
    {
        var command = new NpgsqlBatchCommand(statement);
        foreach (var value in parameters)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }

        batch.BatchCommands.Add(command);
    }

    private async Task ConsumeAsync()
    {
        while (true)
        {
            var count = await HandleBatchAsync(stop.Token);
            CountHandled(count);
            if (count == 0)
            {
                await published.WaitAsync(TimeSpan.FromSeconds(1), stop.Token);
            }
        }
    }
}

/// <summary>Floor A: bare statements, a transaction for each message on each side, without a queue between them.</summary>
internal sealed class SingleFloor(string connectionString) : BareFloor(connectionString)
{
    public override Task StartAsync() => Task.CompletedTask;

    public override async Task PublishAsync(OrderPlaced message)
    {
        var id = Guid.CreateVersion7();
        await using var connection = await Source.OpenConnectionAsync();
        await using var publish = new NpgsqlBatch(connection);
        AddOrder(publish, message, id);
        await publish.ExecuteNonQueryAsync();

        await using var consume = new NpgsqlBatch(connection);
        Add(consume, "insert into schema_b.inbox(msg_id) values($1)", id);
        Add(consume, "insert into schema_b.reservations values($1,$2,$3)", Guid.CreateVersion7(), message.OrderId.Value, message.Quantity);
        await consume.ExecuteNonQueryAsync();
        CountHandled(1);
    }
}

/// <summary>Floor C: publishers with EF Core, and floor B's consumer.</summary>
internal class EfPublisherFloor : BareFloor
{
    private readonly ServiceProvider services;

    public EfPublisherFloor(string connectionString)
        : base(connectionString) =>
        services = new ServiceCollection()
            .AddDbContextPool<FloorOrdersContext>(options => options.UseNpgsql(Source))
            .AddDbContextPool<FloorReservationsContext>(options => options.UseNpgsql(Source))
            .BuildServiceProvider();

    protected IServiceProvider Services => services;

    public override async Task PublishAsync(OrderPlaced message)
    {
        await using var scope = services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<FloorOrdersContext>();
        context.Add(new FloorOrder { Id = message.OrderId.Value, Item = message.Item, Quantity = message.Quantity, Created = TimeProvider.System.GetUtcNow().UtcDateTime });
        context.Add(new FloorOutboxRow { Id = NextSequence(), MessageId = Guid.CreateVersion7(), Type = MessageType, Body = JsonSerializer.Serialize(message) });
        await context.SaveChangesAsync();
        Wake();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await services.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}

/// <summary>Floor D: EF Core on both sides; a hundred messages in one unit of work.</summary>
internal sealed class EfFloor(string connectionString) : EfPublisherFloor(connectionString)
{
    protected override async Task<int> HandleBatchAsync(CancellationToken cancellationToken)
    {
        await using var scope = Services.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<FloorReservationsContext>();
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Database.AutoSavepointsEnabled = false;
        var count = 0;
        await using (var take = new NpgsqlCommand(TakeBatch, (NpgsqlConnection)context.Database.GetDbConnection()))
        await using (var reader = await take.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var message = JsonSerializer.Deserialize<OrderPlaced>(reader.GetString(1))!;
                context.Add(new FloorInboxRow { MessageId = reader.GetGuid(0), Received = TimeProvider.System.GetUtcNow().UtcDateTime });
                context.Add(new FloorReservation { Id = Guid.CreateVersion7(), OrderId = message.OrderId.Value, Quantity = message.Quantity });
                count++;
            }
        }

        if (count > 0)
        {
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        return count;
    }
}
