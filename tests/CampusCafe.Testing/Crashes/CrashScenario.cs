namespace CampusCafe.Testing.Crashes;

/// <summary>One story of one order, told again in each life of the host until it has come to an end.</summary>
/// <param name="Name">For people.</param>
/// <param name="Effect">What a provider does for it, sooner or later, when nobody dies: a scenario that misses its point proves nothing.</param>
/// <param name="Ends">The statuses in which it may end, the one that is meant first; completed where a cancel, repeated after a crash, may come too late.</param>
internal sealed record CrashScenario(string Name, string? Effect, params IReadOnlyList<string> Ends)
{
    public Dictionary<string, object?> Cart { get; init; } = Shop.Cart();

    /// <summary>Settings beyond those of every <see cref="Shop"/>.</summary>
    public string[] Settings { get; init; } = [];

    /// <summary>What the providers will do; told once, before the first life.</summary>
    public Func<SimulatorClient, Task> Prepare { get; init; } = _ => Task.CompletedTask;

    /// <summary>What the customer does once the order is placed; repeated in each life, as a customer without an answer would.</summary>
    public Func<Shop, string, Task> Then { get; init; } = (_, _) => Task.CompletedTask;

    public override string ToString() => Name;

    public static IReadOnlyList<CrashScenario> All { get; } =
    [
        new("happy", "dispatch", "completed"),
        new("card declined", null, "rejected") { Cart = Shop.Cart(paymentMethod: "pm_card_chargeDeclined") },
        new("out of stock", null, "rejected") { Cart = Shop.Cart(quantity: 11) },
        new("shipment refused", "void", "rejected") { Prepare = Fault("carrier", "create", "decline") },
        new("capture fails", "cancel", "rejected") { Prepare = Fault("payments", "capture", "decline") },
        new("dispatch refused", "refund", "rejected") { Prepare = Fault("carrier", "dispatch", "decline") },
        new("commit refused", "void", "rejected")
        {
            Prepare = Fault("payments", "authorize", "fail"),
            // Few enough failures that no circuit opens.
            Settings = ["OutgoingCalls:FirstRetryAfter=00:00:00.3", "OutgoingCalls:LongestRetryAfter=00:00:00.3"],
            Then = async (shop, orderId) =>
            {
                await shop.UntilAsync(orderId, order => order.Text("stock.status") is "held" or "released", "its stock was held");
                await shop.ExpireHoldAsync(orderId);
                await shop.UntilAsync(orderId, order => order.Text("stock.status") == "released", "its hold expired");
                await shop.Simulators.Client.ClearFaultsAsync();
            },
        },
        new("cancelled before capture", "void", "cancelled", "completed") { Prepare = Fault("carrier", "create", "slow"), Then = CancelAfter("authorize") },
        new("cancelled after capture", "refund", "cancelled", "completed")
        {
            Prepare = async providers =>
            {
                await providers.SetFaultAsync("payments", "capture", "lostReply", times: 1);
                await providers.SetFaultAsync("payments", "inquire", "fail", times: 3);
            },
            Then = CancelAfter("capture"),
        },
        .. new[] { ("payments", "authorize"), ("payments", "capture"), ("carrier", "create"), ("carrier", "dispatch") }
            .Select(call => new CrashScenario($"lost reply to {call.Item2}", call.Item2, "completed") { Prepare = Fault(call.Item1, call.Item2, "lostReply", times: 1) }),
        new("lost reply to void", "void", "cancelled", "completed")
        {
            Prepare = Undo("payments", "void", ("carrier", "create", "slow")), Then = CancelAfter("authorize"),
        },
        new("lost reply to cancel", "cancel", "cancelled", "completed")
        {
            Prepare = Undo("carrier", "cancel", ("payments", "capture", "slow")), Then = CancelAfter("create"),
        },
        new("lost reply to refund", "refund", "rejected") { Prepare = Undo("payments", "refund", ("carrier", "dispatch", "decline")) },
    ];

    private static Func<SimulatorClient, Task> Fault(string target, string operation, string mode, int? times = null) =>
        providers => providers.SetFaultAsync(target, operation, mode, times);

    private static Func<SimulatorClient, Task> Undo(string target, string operation, (string Target, string Operation, string Mode) cause) =>
        async providers =>
        {
            await providers.SetFaultAsync(target, operation, "lostReply", times: 1);
            await providers.SetFaultAsync(cause.Target, cause.Operation, cause.Mode);
        };

    /// <summary>The customer cancels once a provider has done something.</summary>
    private static Func<Shop, string, Task> CancelAfter(string effect) => async (shop, orderId) =>
    {
        await Eventually.TrueAsync(HasHappenedAsync, $"{effect} has happened");
        await shop.CancelAsync(orderId);

        async Task<bool> HasHappenedAsync()
        {
            await shop.OrderAsync(orderId); // Or nobody would notice that the host is dead.
            return await shop.Simulators.Client.HasHappenedAsync(effect);
        }
    };
}
