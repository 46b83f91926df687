namespace CampusCafe.Testing.Kills;

/// <summary>What customers and the storekeeper do: all kinds of carts, some cancels, and deliveries of goods in time.</summary>
internal sealed class Traffic(PatientCustomers customers, double ordersPerSecond, int seed)
{
    private const double DeclinedShare = 0.1;
    private const double TooMuchShare = 0.05;
    private const double CancelledShare = 0.15;

    /// <summary>1000: more than there ever is of anything.</summary>
    private const int TooMuch = 1000;

    /// <summary>100 cakes and coffees each time: no order fails for want of them but those that ask for too much.</summary>
    private const int RestockQuantity = 100;

    private static readonly TimeSpan RestockEvery = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan LatestCancel = TimeSpan.FromSeconds(2);

    private int restocked;
    private int cancels;

    /// <summary>Cakes and coffees that the storekeeper was told are on the shelf, each.</summary>
    public int Restocked => restocked;

    public int Cancels => cancels;

    /// <summary>Orders at random moments (a Poisson process) until the token is cancelled, and each until it has its answer.</summary>
    public async Task OrdersAsync(CancellationToken until)
    {
        var random = new Random(seed);
        List<Task> underWay = [];
        for (var number = 0; await PauseAsync(TimeSpan.FromSeconds(-Math.Log(1 - random.NextDouble()) / ordersPerSecond), until); number++)
        {
            underWay.Add(OrderAsync($"order-{seed}-{number}", CartOf(random), CancelAfter(random)));
        }

        await Task.WhenAll(underWay);
    }

    public async Task RestocksAsync(CancellationToken until)
    {
        var number = 0;
        do
        {
            await Task.WhenAll(new[] { "cake", "coffee" }.Select(item => customers.RestockAsync(item, RestockQuantity, $"restock-{item}-{number}")));
            restocked += RestockQuantity;
            number++;
        }
        while (await PauseAsync(RestockEvery, until));
    }

    private async Task OrderAsync(string key, object cart, TimeSpan? cancelAfter)
    {
        var orderId = await customers.PlaceAsync(cart, key);
        if (cancelAfter is { } delay)
        {
            await Task.Delay(delay);
            await customers.CancelAsync(orderId);
            Interlocked.Increment(ref cancels);
        }
    }

    private static Dictionary<string, object?> CartOf(Random random)
    {
        var item = random.Next(2) == 0 ? "cake" : "coffee";
        return random.NextDouble() switch
        {
            < DeclinedShare => Shop.Cart(item, paymentMethod: "pm_card_chargeDeclined"),
            < DeclinedShare + TooMuchShare => Shop.Cart(item, quantity: TooMuch),
            _ => Shop.Cart(item, quantity: random.Next(1, 4)),
        };
    }

    private static TimeSpan? CancelAfter(Random random)
    {
        var (cancelled, delay) = (random.NextDouble() < CancelledShare, LatestCancel * random.NextDouble());
        return cancelled ? delay : null;
    }

    /// <returns>False once the token is cancelled.</returns>
    internal static async Task<bool> PauseAsync(TimeSpan pause, CancellationToken until)
    {
        await Task.Delay(pause, until).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return !until.IsCancellationRequested;
    }
}
