using System.Net;
using System.Net.Http.Json;
using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Simulators.Storage;
using CampusCafe.Simulators.Webhooks;
using CampusCafe.Testing.Crashes;
using CampusCafe.Testing.Databases;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Quartz;

namespace CampusCafe.Testing.Simulation;

/// <summary>
/// The whole shop, one step at a time: no scheduler and no timer runs, so a seed decides which job, which customer,
/// which webhook comes next, what the network loses, when the process dies and how wrong its clock is. Once the trouble
/// is over everything must settle, and the audit must find nothing.
/// </summary>
internal sealed class Simulation : IAsyncDisposable
{
    /// <summary>80: with the growing pauses more than an hour, and thus many probes of what is parked.</summary>
    private const int MaxRounds = 80;

    /// <summary>A tenth of the moments in which a call is on its way.</summary>
    private const double MeanwhileChance = 0.1;

    /// <summary>Lives have between 1 and so many commits and calls before they are cut, if they are.</summary>
    private const int LongestLife = 80;

    private static readonly TimeSpan[] Pauses = [.. new[] { 10, 50, 300, 1_000, 1_000, 3_000, 10_000 }.Select(ms => TimeSpan.FromMilliseconds(ms))];

    private static readonly TimeSpan[] ClockErrors =
        [TimeSpan.Zero, TimeSpan.FromHours(1), TimeSpan.FromHours(-1), TimeSpan.FromDays(1), TimeSpan.FromDays(-1)];

    private static readonly (string Target, string Operation)[] Operations =
    [
        ("payments", "authorize"), ("payments", "capture"), ("payments", "void"), ("payments", "refund"),
        ("carrier", "create"), ("carrier", "cancel"), ("carrier", "dispatch"),
    ];

    private readonly SimulationPlan plan;
    private readonly ShopData data;
    private readonly TempFolder ledger = new();
    private readonly SimulatedClock clock = new();
    private readonly Random random;
    private readonly Network network;
    private readonly List<string> trace = [];
    private readonly List<string> violations = [];
    private readonly List<Customer> customers = [];
    private readonly HashSet<string> running = [];
    private int runs;
    private readonly HashSet<long> heard = [];
    private readonly IReadOnlyList<(int Weight, Func<Task> Choice)> actions;
    private readonly IReadOnlyList<(int Weight, Func<Task> Choice)> actionsMeanwhile;
    private IReadOnlyList<(string Name, Type Type)> jobs = [];
    private RunningSimulators simulators = null!;
    private PowerSwitch power = new();
    private Shop? shop;
    private bool troubled = true;

    private Simulation(SimulationPlan plan, ShopData data)
    {
        (this.plan, this.data) = (plan, data);
        random = new Random(plan.Seed);
        network = new Network(random, clock, Note) { Meanwhile = MeanwhileAsync };
        actionsMeanwhile =
        [
            (120, RunSomeJobAsync),
            (20, HearWebhookAsync),
            (8, CancelAsync),
            (8, PassTimeAsync),
        ];
        actions =
        [
            .. actionsMeanwhile,
            (16, PlaceAsync),
            (6, AskAgainAsync),
            (6, RedeliverAsync),
            (2, RefuseOnceAsync),
            (3, RestockAsync),
            (3, ResumeAsync),
            (2, CarrierActsAsync),
            (1, JumpAsync),
            (1, RestartAsync),
        ];
    }

    private Shop Open => shop ?? throw new InvalidOperationException("The host is dead.");

    /// <param name="plan">What to tell.</param>
    /// <param name="template">Migrated and seeded.</param>
    public static async Task<SimulationRun> RunAsync(SimulationPlan plan, ShopData template)
    {
        await using var data = await template.CopyAsync();
        await using var simulation = new Simulation(plan, data);
        return await simulation.TellAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await simulators.DisposeAsync();
        ledger.Dispose();
    }

    private async Task<SimulationRun> TellAsync()
    {
        simulators = await RunningSimulators.StartAsync(options => options.DeliveredAfter = TimeSpan.FromDays(30), ledger, clock.Providers);
        customers.AddRange(Enumerable.Range(1, plan.Orders).Select(number => new Customer(number, SomeCart(), random.Next(4) == 0)));
        for (var step = 1; step <= plan.Steps; step++)
        {
            await LiveAsync(random.Of(actions));
        }

        await SettleAsync();
        Dictionary<string, int> ends = [];
        foreach (var customer in customers.Where(c => c.OrderId is not null))
        {
            var status = (await Open.OrderAsync(customer.OrderId!)).Text("status")!;
            ends[status] = ends.GetValueOrDefault(status) + 1;
        }

        violations.AddRange(await Open.AuditStrictlyAsync([.. customers.Select(c => c.OrderId).OfType<string>()]));
        return new SimulationRun(plan, trace, ends, violations);
    }

    /// <summary>Does something in the host's present life, or in its next, or in its last moment.</summary>
    private async Task LiveAsync(Func<Task> action)
    {
        try
        {
            shop ??= await OpenAsync();
            await action();
        }
#pragma warning disable CA1031 // Whatever a dying process throws: the audit judges what it left behind.
        catch (Exception) when (power.IsOff)
#pragma warning restore CA1031
        {
            // Below.
        }

        if (power.IsOff)
        {
            Note("the process dies");
            await CloseAsync();
        }
    }

    private async Task<Shop> OpenAsync()
    {
        running.Clear();
        power = troubled && random.Next(3) > 0 ? new PowerSwitch(new Cut(random.Next(1, LongestLife), random.Draw<Side>())) : new PowerSwitch();
        var opened = await Shop.OpenOnAsync(
            data,
            simulators,
            Configure,
            "OutgoingCalls:Concurrency=1",
            "OutgoingCalls:Jitter=0",
            "OutgoingCalls:FirstRetryAfter=00:00:00.5",
            "OutgoingCalls:LongestRetryAfter=00:00:30",
            "Messaging:Jitter=0",
            $"Messaging:BatchSize={random.Of([1, 3, 100])}",
            "Shipping:Polling:Every=00:00:30");
        jobs = await JobsOfAsync(opened);
        simulators.Options.WebhookUrl = null; // They come when the simulation says so.
        return opened;
    }

    /// <summary>All that the schedulers would run, by name.</summary>
    private static async Task<IReadOnlyList<(string Name, Type Type)>> JobsOfAsync(Shop shop)
    {
        var scheduler = await shop.Services.GetRequiredService<ISchedulerFactory>().GetScheduler();
        List<(string Name, Type Type)> found = [.. shop.Services.GetServices<ClusterJob>().Select(job => (job.Name, job.Type))];
        foreach (var key in await scheduler.GetJobKeys(GroupMatcher<JobKey>.AnyGroup()))
        {
            found.Add((key.Name, (await scheduler.GetJobDetail(key))!.JobType.Type));
        }

        return [.. found.OrderBy(job => job.Name, StringComparer.Ordinal)];
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(clock));
        foreach (var hosted in builder.Services.Where(RunsByItself).ToList())
        {
            builder.Services.Remove(hosted);
        }

        power.Install(builder);
        builder.Services.AddSingleton<IHttpMessageHandlerBuilderFilter>(network.Filter);
    }

    private static bool RunsByItself(ServiceDescriptor service) =>
        service.ServiceType == typeof(IHostedService)
        && service.ImplementationType is { } type
        && (type.IsAssignableTo(typeof(BackgroundService)) || type.Assembly == typeof(QuartzHostedService).Assembly);

    private async Task CloseAsync()
    {
        if (shop is not null)
        {
            await shop.DisposeAsync();
            shop = null;
        }
    }

    private async Task MeanwhileAsync()
    {
        if (troubled && random.NextDouble() < MeanwhileChance)
        {
            Note("  meanwhile");
            await random.Of(actionsMeanwhile)();
        }
    }

    private Task RunSomeJobAsync() => RunAsync(random.Of(jobs));

    private async Task RunAsync((string Name, Type Type) job)
    {
        if (!running.Add(job.Name))
        {
            return; // It is what waits for the call that is on its way.
        }

        await using var scope = Open.Scope();
        var instance = (IJob)ActivatorUtilities.CreateInstance(scope.ServiceProvider, job.Type);
        try
        {
            await instance.Execute(SomeRun.Of(isNudge: runs++ % 2 == 0), CancellationToken.None);
            Note(job.Name);
        }
        finally
        {
            running.Remove(job.Name);
        }
    }

    private async Task PlaceAsync()
    {
        if (customers.Find(c => !c.Came) is { } customer)
        {
            customer.Came = true;
            await CheckoutAsync(customer);
        }
    }

    private async Task AskAgainAsync()
    {
        if (customers.FindAll(c => c.Came) is { Count: > 0 } came)
        {
            await CheckoutAsync(random.Of(came));
        }
    }

    private async Task CheckoutAsync(Customer customer)
    {
        var reply = await Open.CheckoutAsync(customer.Cart, customer.Key);
        Note($"checkout {customer.Number}: {(int)reply.Status}");
        if (reply.Status is not HttpStatusCode.Accepted)
        {
            Blame(reply, $"checkout {customer.Number}");
            return;
        }

        if (customer.OrderId is not null && customer.OrderId != reply.OrderId)
        {
            violations.Add($"the key of order {customer.OrderId} made another one, {reply.OrderId}");
        }

        customer.OrderId = reply.OrderId;
    }

    private async Task CancelAsync()
    {
        if (customers.FindAll(c => c is { OrderId: not null, ChangesItsMind: true }) is { Count: > 0 } changed)
        {
            var customer = random.Of(changed);
            var reply = await Open.CancelAsync(customer.OrderId!);
            Note($"cancel {customer.Number}: {(int)reply.Status}");
            Blame(reply, $"cancel {customer.Number}");
        }
    }

    private async Task ResumeAsync()
    {
        if (customers.FindAll(c => c.OrderId is not null) is { Count: > 0 } placed)
        {
            var customer = random.Of(placed);
            var reply = await Open.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/operations/orders/{customer.OrderId}/resume"));
            Note($"resume {customer.Number}: {(int)reply.Status}");
            Blame(reply, $"resume {customer.Number}");
        }
    }

    private async Task RemedyAsync(Customer customer, string remedy)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/operations/orders/{customer.OrderId}/remedies");
        request.Content = JsonContent.Create(new { remedy });
        request.Headers.Add("Idempotency-Key", $"{customer.Key}-{remedy}-{trace.Count}");
        var reply = await Open.SendAsync(request);
        Note($"{remedy} {customer.Number}: {(int)reply.Status}");
        Blame(reply, $"{remedy} {customer.Number}");
    }

    private async Task RestockAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/inventory/cake/restock");
        request.Content = JsonContent.Create(new { quantity = random.Next(1, 4) });
        request.Headers.Add("Idempotency-Key", $"restock-{trace.Count}");
        var reply = await Open.SendAsync(request);
        Note($"restock: {(int)reply.Status}");
        Blame(reply, "restock");
    }

    /// <summary>Any that was ever sent, in any order, as often as chance has it; some never.</summary>
    private async Task HearWebhookAsync()
    {
        await using var provider = simulators.Services.GetRequiredService<SimulatorStore>().Read();
        var sent = await provider.Webhooks.AsNoTracking().OrderBy(w => w.Sequence).ToListAsync();
        if (sent.Count > 0)
        {
            await HearAsync(random.Of(sent));
        }
    }

    private async Task HearAsync(OutgoingWebhook webhook)
    {
        var taken = await simulators.Services.GetRequiredService<WebhookClient>()
            .TrySendAsync(webhook, Open.Http.BaseAddress!.ToString(), CancellationToken.None);
        Note($"webhook {webhook.Sequence}: {taken}");
        if (taken)
        {
            heard.Add(webhook.Sequence);
        }
    }

    private async Task CarrierActsAsync()
    {
        await using var provider = simulators.Services.GetRequiredService<SimulatorStore>().Read();
        var effects = await provider.ShipmentEffects.AsNoTracking().OrderBy(effect => effect.Sequence).ToListAsync();
        if (effects.Count > 0)
        {
            var what = random.Of(["dispatched", "delivered", "delivered", "delivered", "lost"]);
            var reply = await simulators.Client.SimulateAsync(what, random.Of(effects).Reference);
            Note($"carrier: {what}: {(int)reply.Status}");
        }
    }

    /// <summary>All that is on its way arrives; what was heard of it so far and what wasn't is left to chance.</summary>
    private async Task DeliverAsync()
    {
        await using var provider = simulators.Services.GetRequiredService<SimulatorStore>().Read();
        foreach (var reference in await provider.Shipments.Where(s => s.DeliverAt != null).Select(s => s.Reference).ToListAsync())
        {
            await simulators.Client.SimulateAsync("delivered", reference);
        }

        foreach (var webhook in await provider.Webhooks.AsNoTracking().OrderBy(w => w.Sequence).ToListAsync())
        {
            if (!heard.Contains(webhook.Sequence) && random.Next(2) == 0)
            {
                await HearAsync(webhook);
            }
        }
    }

    private async Task RefuseOnceAsync()
    {
        var (target, operation) = random.Of(Operations);
        await simulators.Client.SetFaultAsync(target, operation, "decline", times: 1);
        Note($"the next {operation} is refused");
    }

    /// <summary>Something that was delivered once is delivered again, behind all that is waiting.</summary>
    private async Task RedeliverAsync()
    {
        await using var scope = Open.Scope();
        var catalog = scope.ServiceProvider.GetRequiredService<MessageCatalog>();
        var module = random.Of([.. scope.ServiceProvider.GetServices<ModuleDatabase>()]).Resolve(scope.ServiceProvider);
        var log = await module.Set<OutboxMessage>().OrderBy(message => message.Sequence).ToListAsync();
        if (log.Count == 0)
        {
            return;
        }

        var again = random.Of(log);
        foreach (var consumer in scope.ServiceProvider.GetServices<ConsumerDefinition>())
        {
            if (consumer.Subscriptions.Keys.Any(type => catalog.WireNameOf(type) == again.Type))
            {
                module.Add(new OutboxDelivery { Consumer = consumer.Name, MessageId = again.Id, Key = again.AggregateId });
            }
        }

        await module.SaveChangesAsync();
        Note($"{again.Type} comes again");
    }

    private Task PassTimeAsync()
    {
        var pause = random.Of(Pauses);
        clock.Advance(pause);
        Note($"{pause} pass");
        return Task.CompletedTask;
    }

    private Task JumpAsync()
    {
        clock.Error = random.Of(ClockErrors);
        Note($"the clock is off by {clock.Error}");
        return Task.CompletedTask;
    }

    private async Task RestartAsync()
    {
        await CloseAsync();
        Note("restart");
    }

    /// <summary>The trouble is over: everything goes its way, and customers and operators do what they would.</summary>
    private async Task SettleAsync()
    {
        (troubled, network.IsBad) = (false, false);
        await simulators.Client.ClearFaultsAsync();
        Note("the trouble is over");
        customers.ForEach(customer => customer.Came = true);
        for (var round = 1; round <= MaxRounds; round++)
        {
            await LiveAsync(() => GoOnAsync());
            if (shop is not null && await IsSettledAsync())
            {
                return;
            }

            clock.Advance(TimeSpan.FromSeconds(Math.Min(round * 5, 120)));
        }

        var open = await Books.OpenWorkAsync((shop ??= await OpenAsync()).Services);
        violations.Add($"it never settles; open: {open}; attention: {string.Join(", ", await AttentionAsync())}");
    }

    private async Task GoOnAsync()
    {
        foreach (var customer in customers.Where(c => c.OrderId is null))
        {
            await CheckoutAsync(customer);
        }

        foreach (var job in jobs)
        {
            await RunAsync(job);
        }

        await DeliverAsync();
        foreach (var customer in customers.Where(c => c.OrderId is not null))
        {
            var care = (await Open.GetAsync($"/operations/orders/{customer.OrderId}")).Json;
            if (care.GetProperty("remedies").EnumerateArray().Select(remedy => remedy.GetString()!).ToList() is { Count: > 0 } remedies)
            {
                await RemedyAsync(customer, random.Of(remedies));
            }
        }
    }

    private async Task<bool> IsSettledAsync() =>
        customers.TrueForAll(customer => customer.OrderId is not null)
        && (await Books.OpenWorkAsync(Open.Services)).IsNone
        && (await AttentionAsync()).Count == 0;

    /// <summary>What still calls for a person, but for what only a person can count.</summary>
    private async Task<IReadOnlyList<string>> AttentionAsync()
    {
        List<string> codes = [];
        foreach (var customer in customers.Where(c => c.OrderId is not null))
        {
            var care = (await Open.GetAsync($"/operations/orders/{customer.OrderId}")).Json;
            codes.AddRange(care.GetProperty("attention").EnumerateArray()
                .Select(code => $"{code.GetString()} of {customer.Number}")
                .Where(code => !code.StartsWith("ordering.stock_not_committed", StringComparison.Ordinal)));
        }

        return codes;
    }

    private Dictionary<string, object?> SomeCart() => random.Next(10) switch
    {
        0 => Shop.Cart(paymentMethod: "pm_card_chargeDeclined"),
        1 => Shop.Cart(quantity: 50),
        2 => Shop.Cart(itemId: "coffee", quantity: 2),
        _ => Shop.Cart(quantity: random.Next(1, 4)),
    };

    /// <summary>An error of ours, from a process that is alive, is never an answer; that it is too much just now may be.</summary>
    private void Blame(ShopReply reply, string what)
    {
        if (reply.Status >= HttpStatusCode.InternalServerError && reply.Status != HttpStatusCode.ServiceUnavailable && !power.IsOff)
        {
            violations.Add($"{what} was answered {(int)reply.Status}: {reply.Text}");
        }
    }

    private void Note(string what) => trace.Add($"{trace.Count + 1,4} {power.Points,4} {what}");

    private sealed class Customer(int number, Dictionary<string, object?> cart, bool changesItsMind)
    {
        public bool ChangesItsMind => changesItsMind;

        public int Number => number;

        public Dictionary<string, object?> Cart => cart;

        public string Key { get; } = $"customer-{number}";

        public bool Came { get; set; }

        public string? OrderId { get; set; }
    }
}
