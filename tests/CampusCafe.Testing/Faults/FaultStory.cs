using System.Net;
using System.Text.Json;
using CampusCafe.BuildingBlocks.Calls;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.Testing.Faults;

/// <summary>An order, a provider in trouble, an operator who looks at what calls for them.</summary>
internal sealed class FaultStory(Shop shop, FaultRow row)
{
    private static readonly string[] Ended = ["completed", "rejected", "cancelled"];

    private readonly SimulatorClient providers = shop.Simulators.Client;

    public async Task<FaultRun> TellAsync()
    {
        if (row.Operation.Cause is { } cause)
        {
            await providers.SetFaultAsync(cause.Target, cause.Operation, cause.Mode, times: 1);
        }

        await providers.SetFaultAsync(row.Operation.Target, row.Operation.Operation, row.Mode, row.Span is FaultSpan.Once ? 1 : null);
        var orderId = await shop.PlaceAsync();
        var (attention, ended) = row.Span is FaultSpan.Once ? ([], false) : await OutlastAsync(orderId);
        if (ended)
        {
            await CalmAsync(orderId); // And without the provider.
        }

        var isLeft = (await providers.ListFaultsAsync()).Json.GetArrayLength() > 0;
        if (row.Span is not FaultSpan.Once)
        {
            await providers.ClearFaultsAsync();
        }

        var resumed = row.Span is FaultSpan.Long && !ended;
        if (resumed)
        {
            await ResumeAsync(orderId);
        }

        var order = await CalmAsync(orderId);
        await shop.SettledAsync();
        var end = EndOf(order);
        var tries = await TriesAsync();
        return new FaultRun(row, end, attention, resumed, tries.Count,
        [
            .. row.Ends.Contains(end) ? [] : new[] { $"it ended {end}, not {string.Join(" or ", row.Ends)}: {order}" },
            .. await HasShownAsync(tries, isLeft) ? [] : new[] { "the fault never showed" },
            .. await shop.AuditAsync(orderId),
        ]);
    }

    /// <summary>Until it has ended all the same, or until the deadline is over, the call has parked, and somebody was told.</summary>
    /// <returns>Every reason for attention on the way, and whether it ended.</returns>
    private async Task<(IReadOnlyList<string> Attention, bool Ended)> OutlastAsync(string orderId)
    {
        JsonElement care = default;
        SortedSet<string> seen = new(StringComparer.Ordinal);
        var ended = false;
        await Eventually.TrueAsync(
            async () =>
            {
                care = (await shop.GetAsync($"/operations/orders/{orderId}")).Json;
                string[] reasons = [.. care.GetProperty("attention").EnumerateArray().Select(reason => reason.GetString()!)];
                seen.UnionWith(reasons);
                var parked = reasons.Any(reason => !reason.StartsWith("ordering.", StringComparison.Ordinal));
                var overdue = reasons.Contains("ordering.deadline_passed") || care.Text("order.failure.code") == "deadline_exceeded";
                ended = IsEnded(care.GetProperty("order"));
                return ended || (parked && overdue);
            },
            () => $"an end, or attention after the deadline; the order is {care}");
        return ([.. seen], ended);
    }

    private Task<JsonElement> CalmAsync(string orderId) =>
        shop.UntilAsync(orderId, order => IsEnded(order) && !order.GetProperty("needsAttention").GetBoolean(), "an end without attention");

    private async Task ResumeAsync(string orderId)
    {
        var resumed = await shop.SendAsync(new HttpRequestMessage(HttpMethod.Post, $"/operations/orders/{orderId}/resume"));
        if (resumed.Status is not HttpStatusCode.Accepted)
        {
            throw new InvalidOperationException($"The resume was answered {(int)resumed.Status}: {resumed.Text}");
        }
    }

    /// <summary>A fault that nobody met proves nothing.</summary>
    private async Task<bool> HasShownAsync(IReadOnlyList<CallTry> tries, bool isLeft) => row.Span is FaultSpan.Once
        ? !isLeft || (await providers.ListFaultsAsync()).Json.GetArrayLength() == 0
        : !row.MustShow || tries.Any(attempt => attempt.Outcome is not CallOutcome.Succeeded);

    private async Task<IReadOnlyList<CallTry>> TriesAsync()
    {
        await using var scope = shop.Scope();
        List<CallTry> tries = [];
        foreach (var module in scope.ServiceProvider.GetServices<ModuleDatabase>().Select(module => module.Resolve(scope.ServiceProvider)))
        {
            if (module.Has<CallTry>())
            {
                tries.AddRange(await module.Set<CallTry>().AsNoTracking().Where(attempt => attempt.Operation == row.Operation.Call).ToListAsync());
            }
        }

        return tries;
    }

    private static bool IsEnded(JsonElement order) => Ended.Contains(order.Text("status"));

    private static string EndOf(JsonElement order) =>
        order.Text("failure.code") is { } code ? $"{order.Text("status")}, {code}" : order.Text("status")!;
}
