using CampusCafe.Testing.Crashes;

namespace CampusCafe.Testing.Cancels;

/// <summary>
/// Orders one after another, each cancelled one point later than the one before: just before a commit or call takes
/// effect, or just after it did and before anybody here knows. Everything else stands still until the cancel is answered.
/// </summary>
internal sealed class CancelWalk(CancelShop cancels)
{
    /// <summary>The checkout's own commit, of which nobody can know before it is answered.</summary>
    private const int Checkout = 1;

    private static readonly string Ordering = nameof(Ordering).ToLowerInvariant();

    /// <summary>How many points an order has that nobody cancels, the checkout's included.</summary>
    public async Task<int> CountAsync()
    {
        var before = cancels.Power.Points;
        await cancels.Shop.PlaceAsync();
        await cancels.Shop.SettledAsync();
        return cancels.Power.Points - before;
    }

    /// <summary>Each of these points, on both sides.</summary>
    public async Task<CancelReport> RunAsync(IEnumerable<int> points)
    {
        List<CancelRun> runs = [];
        foreach (var point in points.Where(point => point > Checkout))
        {
            runs.Add(await RunAsync(new Cut(point, Side.Before)));
            runs.Add(await RunAsync(new Cut(point, Side.After)));
        }

        return CancelReport.Of(runs, await cancels.Shop.AuditAsync(runs.Select(run => run.OrderId)));
    }

    private async Task<CancelRun> RunAsync(Cut at)
    {
        var (shop, power) = (cancels.Shop, cancels.Power);
        var first = power.Points;
        var placed = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        var cancelled = new TaskCompletionSource<Task<ShopReply>>(TaskCreationOptions.RunContinuationsAsynchronously);
        power.Passing = PassAsync;
        var orderId = await shop.PlaceAsync();
        placed.SetResult(orderId);
        await shop.SettledAsync();
        power.Passing = null;

        var inTime = cancelled.Task.IsCompleted;
        var reply = await (inTime ? await cancelled.Task : shop.CancelAsync(orderId));
        return new CancelRun($"{at}", inTime, orderId, CancelRun.AnswerOf(reply), (await shop.OrderAsync(orderId)).Text("status")!);

        async Task PassAsync(Passage passage)
        {
            var point = passage.Point - first;
            if (point <= Checkout)
            {
                return;
            }

            var id = await placed.Task;
            if (new Cut(point, passage.Side) != at)
            {
                return;
            }

            var answer = shop.CancelAsync(id);
            cancelled.SetResult(answer);

            // The order's own file has one writer, which this commit is: there the cancel comes in right behind it.
            if (passage.Side is Side.After || passage.Module != Ordering)
            {
                await answer;
            }
        }
    }
}
