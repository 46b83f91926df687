using System.Collections.Concurrent;
using CampusCafe.Testing.Crashes;

namespace CampusCafe.Testing.Cancels;

/// <summary>Customers in waves, each of whom cancels at a moment of their own while everything goes on.</summary>
internal sealed class CancelCrowd
{
    /// <summary>8 a wave: their orders share batches, and what each does to the others is part of the test.</summary>
    private const int Wave = 8;

    private readonly CancelShop cancels;
    private readonly ConcurrentDictionary<TaskCompletionSource<bool>, int> moments = [];

    public CancelCrowd(CancelShop cancels)
    {
        this.cancels = cancels;
        cancels.Power.Passing = PassAsync;
    }

    /// <param name="seed">Chooses the moments.</param>
    /// <param name="customers">How many.</param>
    /// <param name="longest">In points of all orders of a wave together, from the checkout's answer.</param>
    public async Task<CancelReport> RunAsync(int seed, int customers, int longest)
    {
        var random = new Random(seed);
        List<CancelRun> runs = [];
        foreach (var wave in Enumerable.Range(0, customers).Select(_ => random.Next(longest)).Chunk(Wave))
        {
            runs.AddRange(await RunAsync(wave));
        }

        return CancelReport.Of(runs, await cancels.Shop.AuditAsync(runs.Select(run => run.OrderId)));
    }

    private async Task<IReadOnlyList<CancelRun>> RunAsync(int[] wave)
    {
        var shop = cancels.Shop;
        var placed = await Task.WhenAll(wave.Select(PlaceAsync));
        await shop.SettledAsync();
        foreach (var (moment, _) in moments)
        {
            moment.TrySetResult(false); // Their orders have ended before.
        }

        var answers = await Task.WhenAll(placed.Select(customer => customer.Answer));
        await shop.SettledAsync();
        moments.Clear();
        return await Task.WhenAll(placed.Zip(answers, async (customer, answer) =>
            new CancelRun(customer.When, answer.InTime, customer.OrderId, answer.Text, (await shop.OrderAsync(customer.OrderId)).Text("status")!)));
    }

    private async Task<Customer> PlaceAsync(int points)
    {
        var orderId = await cancels.Shop.PlaceAsync();
        var moment = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        moments[moment] = cancels.Power.Points + points;
        return new Customer(orderId, $"after {points} points", CancelAsync(orderId, moment));
    }

    private async Task<(bool InTime, string Text)> CancelAsync(string orderId, TaskCompletionSource<bool> moment)
    {
        var inTime = await moment.Task;
        return (inTime, CancelRun.AnswerOf(await cancels.Shop.CancelAsync(orderId)));
    }

    private Task PassAsync(Passage passage)
    {
        foreach (var (moment, _) in moments.Where(moment => moment.Value <= passage.Point))
        {
            moment.TrySetResult(true);
        }

        return Task.CompletedTask;
    }

    private sealed record Customer(string OrderId, string When, Task<(bool InTime, string Text)> Answer);
}
