using System.Security.Claims;
using System.Text;
using CampusCafe.BuildingBlocks;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.BuildingBlocks.Http.Access;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Host;
using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Quartz;

namespace CampusCafe.IntegrationTests.Messaging;

/// <summary>
/// Three small modules on a real database: one talks, two listen. Nothing runs by itself: the test runs the relay and the worker, so every
/// interleaving is the test's choice.
/// </summary>
internal sealed class MessagingBench : IAsyncDisposable
{
    private readonly Func<OrderId, int, IMessage> ping;
    private WebApplication app = null!;
    private Func<CancellationToken, Task<bool>> runRelay = null!;

    private MessagingBench(ManualTime time, Func<OrderId, int, IMessage> ping) => (Time, this.ping) = (time, ping);

    public ManualTime Time { get; }

    public Script Script { get; } = new();

    public CallScript Calls { get; } = new();

    public CommitCounter Commits { get; } = new();

    public Relay<TargetConsumer, TargetDbContext> Relay => app.Services.GetRequiredService<Relay<TargetConsumer, TargetDbContext>>();

    public IOutboxSource Outbox => app.Services.GetServices<IOutboxSource>().Single(source => source.Module == SourceDbContext.Module);

    public Relay<OtherConsumer, OtherDbContext> OtherRelay => app.Services.GetRequiredService<Relay<OtherConsumer, OtherDbContext>>();

    public CallWorker<TargetDbContext, ScriptedCalls> Worker => app.Services.GetRequiredService<CallWorker<TargetDbContext, ScriptedCalls>>();

    public BuildingBlocks.Persistence.IDatabase Database => app.Services.GetRequiredService<BuildingBlocks.Persistence.IDatabase>();

    /// <summary>For when its worker has had itself woken; null when it hasn't.</summary>
    public async Task<DateTimeOffset?> WorkerWakesAtAsync()
    {
        var scheduler = await app.Services.GetRequiredService<ISchedulerFactory>().GetScheduler(TestContext.Current.CancellationToken);
        var wake = new TriggerKey(JobNames.CallsOf(TargetDbContext.Module), JobNudger.Wakes);
        return (await scheduler.GetTrigger(wake, TestContext.Current.CancellationToken))?.StartTimeUtc;
    }

    /// <summary>As on another host: it leases under a name of its own, and knows nothing of what the first has under way.</summary>
    public CallWorker<TargetDbContext, ScriptedCalls> AnotherWorker() =>
        ActivatorUtilities.CreateInstance<CallWorker<TargetDbContext, ScriptedCalls>>(app.Services, TargetDbContext.Module);

    /// <summary>The first host on this data.</summary>
    /// <param name="data">Where its tables are made.</param>
    /// <param name="configure">The last word on services.</param>
    /// <param name="settings">As on the command line: <c>Section:Name=value</c>.</param>
    public static async Task<MessagingBench> SetUpAsync(
        ShopData data, Action<WebApplicationBuilder>? configure = null, params IEnumerable<string> settings)
    {
        var bench = Open<TargetConsumer>(data, new ManualTime(), configure, settings);
        await bench.InSourceAsync(CreateTablesAsync);
        await bench.InTargetAsync(CreateTablesAsync);
        await bench.InOtherAsync(CreateTablesAsync);
        bench.Commits.Reset();
        return bench;
    }

    /// <summary>A host on data that is there already.</summary>
    public static MessagingBench Open<TRelease>(
        ShopData data, ManualTime time, Action<WebApplicationBuilder>? configure = null, params IEnumerable<string> settings)
        where TRelease : IRelease
    {
        var builder = WebApplication.CreateBuilder([.. data.Settings.Concat(settings).Select(setting => $"--{setting}"), "--environment=Development"]);
        builder.Logging.ClearProviders();
        builder.AddDatabase();
        var bench = new MessagingBench(time, TRelease.Ping);
        builder.Services.AddSingleton<TimeProvider>(bench.Time);
        builder.Services.AddSingleton(bench.Script);
        builder.Services.AddSingleton(bench.Calls);
        builder.AddBuildingBlocks();
        builder.AddModule<SourceDbContext>(SourceDbContext.Module);
        builder.AddModule<TargetDbContext>(TargetDbContext.Module)
            .AddConsumer<TRelease>([typeof(NotSupportedException)], SourceDbContext.Module)
            .AddCalls<ScriptedCalls>("Whatever the test wants.");
        builder.AddModule<OtherDbContext>(OtherDbContext.Module).AddConsumer<OtherConsumer>(SourceDbContext.Module);
        builder.Services.ConfigureDbContext<SourceDbContext>(options => options.AddInterceptors(bench.Commits));
        builder.Services.ConfigureDbContext<TargetDbContext>(options => options.AddInterceptors(bench.Commits));

        configure?.Invoke(builder);

        bench.app = builder.Build();
        bench.runRelay = token => bench.app.Services.GetRequiredService<Relay<TRelease, TargetDbContext>>().RunAsync(Waiting.Anything, token);
        return bench;
    }

    /// <summary>Also where another module has tables already, for which EnsureCreated would do nothing.</summary>
    private static async Task<bool> CreateTablesAsync(DbContext context)
    {
        await context.GetService<IRelationalDatabaseCreator>().CreateTablesAsync();
        return true;
    }

    public IServiceScope CreateScope() => app.Services.CreateScope();

    public Task<T> InSourceAsync<T>(Func<SourceDbContext, Task<T>> work) => InAsync(work);

    public Task<T> InTargetAsync<T>(Func<TargetDbContext, Task<T>> work) => InAsync(work);

    public Task<T> InOtherAsync<T>(Func<OtherDbContext, Task<T>> work) => InAsync(work);

    public IDeadLetters DeadLettersOf(string consumer) => app.Services.GetServices<IDeadLetters>().Single(letters => letters.Consumer == consumer);

    /// <summary>One transaction in which the order's speaker says its next numbers.</summary>
    public Task SayAsync(OrderId id, int count = 1, string correlationId = "test") => SpeakAsync(id, speaker => speaker.Say(count, ping), correlationId);

    /// <summary>The same, to everybody.</summary>
    public Task AnnounceAsync(OrderId id, int count = 1) => SpeakAsync(id, speaker => speaker.Announce(count), "test");

    private async Task SpeakAsync(OrderId id, Action<Speaker> speak, string correlationId)
    {
        await using var scope = app.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<CurrentMessage>().Set(correlationId, causationId: null);
        var context = scope.ServiceProvider.GetRequiredService<SourceDbContext>();
        var speaker = await context.Speakers.FindAsync(id) ?? context.Add(new Speaker { Id = id }).Entity;
        speak(speaker);
        await context.SaveChangesAsync();
    }

    /// <summary>A POST to the target that has its effect once per key.</summary>
    /// <param name="key">As in its header.</param>
    /// <param name="command">What the key stands for.</param>
    /// <param name="effect">In the transaction of the key.</param>
    /// <param name="caller">The name of a key; null for anybody.</param>
    public async Task<Posted> PostAsync(
        string key, string command, Func<TargetDbContext, CancellationToken, Task> effect, string? caller = null)
    {
        await using var scope = app.Services.CreateAsyncScope();
        var http = new DefaultHttpContext { RequestServices = scope.ServiceProvider };
        using var body = new MemoryStream();
        http.Request.Method = HttpMethods.Post;
        http.Request.Headers[Idempotency.HeaderName] = key;
        http.User = caller is null ? new() : new(new ClaimsIdentity([new Claim(ClaimTypes.Name, caller)], PersonKinds.Key));
        http.Response.Body = body;
        var context = scope.ServiceProvider.GetRequiredService<TargetDbContext>();
        var outcome = await scope.ServiceProvider.GetRequiredService<Idempotency>().ExecuteAsync(
            http,
            context,
            command,
            async token =>
            {
                await effect(context, token);
                return new Answer(StatusCodes.Status201Created, command, "/things/1");
            },
            TestContext.Current.CancellationToken);
        await outcome.Result.ExecuteAsync(http);
        return new Posted(
            http.Response.StatusCode, Encoding.UTF8.GetString(body.ToArray()), http.Response.Headers.ContainsKey(Idempotency.ReplayedHeaderName));
    }

    /// <summary>The effects, in the order in which they happened.</summary>
    public Task<List<Receipt>> ReceiptsAsync() => InTargetAsync(context => context.Receipts.AsNoTracking().OrderBy(r => r.Sequence).ToListAsync());

    public Task<List<T>> AllAsync<TContext, T>()
        where TContext : ModuleDbContext
        where T : class =>
        InAsync<TContext, List<T>>(context => context.Set<T>().AsNoTracking().ToListAsync());

    public Task RunRelayAsync() => runRelay(TestContext.Current.CancellationToken);

    public async Task RunOtherRelayAsync() => await OtherRelay.RunAsync(Waiting.Anything, TestContext.Current.CancellationToken);

    /// <summary>What the module's look finds: names of jobs.</summary>
    public async Task<string[]> LookAsync<TContext>()
        where TContext : ModuleDbContext =>
        [.. (await ActivatorUtilities.CreateInstance<LookJob<TContext>>(app.Services).LookAsync(TestContext.Current.CancellationToken)).Order()];

    public Task RunWorkerAsync() => Worker.RunAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    private Task<T> InAsync<T>(Func<SourceDbContext, Task<T>> work) => InAsync<SourceDbContext, T>(work);

    private Task<T> InAsync<T>(Func<TargetDbContext, Task<T>> work) => InAsync<TargetDbContext, T>(work);

    private Task<T> InAsync<T>(Func<OtherDbContext, Task<T>> work) => InAsync<OtherDbContext, T>(work);

    private async Task<T> InAsync<TContext, T>(Func<TContext, Task<T>> work)
        where TContext : ModuleDbContext
    {
        await using var scope = app.Services.CreateAsyncScope();
        return await work(scope.ServiceProvider.GetRequiredService<TContext>());
    }
}

/// <summary>What a POST was answered.</summary>
internal sealed record Posted(int Status, string Body, bool IsReplay);
