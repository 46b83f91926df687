using System.Globalization;
using CampusCafe.BuildingBlocks.Contracts;
using CampusCafe.BuildingBlocks.Http;
using CampusCafe.Ordering.Persistence;
using MediatR;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Ordering.Orders;

/// <summary>
/// <c>Prefer: wait=N</c> (RFC 7240): stays up to N seconds for the outcome. Looks at the row, so it works whichever host
/// goes on with the order.
/// </summary>
internal sealed class WaitForOutcome(OrderingDbContext context, IMediator mediator, IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan FirstLook = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan SlowestLook = TimeSpan.FromMilliseconds(200);

    /// <summary>200 with the decided order, or the stored answer when nobody waits or the time is up.</summary>
    public async Task<IResult> OrAnswerAsync(HttpContext http, StoredAnswer answer, CancellationToken cancellationToken)
    {
        if (PreferredWait(http.Request) is not { } wait || OrderIdOf(answer) is not { } orderId)
        {
            return answer;
        }

        var order = await DecidedAsync(orderId, wait, cancellationToken);
        if (order is null)
        {
            return answer;
        }

        answer.MarkReplay(http.Response);
        http.Response.Headers.Location = $"{http.Request.PathBase}{answer.Location}";
        http.Response.Headers["Preference-Applied"] = "wait";
        return TypedResults.Ok(await OrderView.OfAsync(order, mediator, cancellationToken));
    }

    private async Task<Order?> DecidedAsync(OrderId orderId, TimeSpan wait, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + wait;
        for (var pause = FirstLook; ; pause = TimeSpan.FromTicks(Math.Min(pause.Ticks * 2, SlowestLook.Ticks)))
        {
            var order = await context.Orders.AsNoTracking().SingleAsync(o => o.Id == orderId, cancellationToken);
            if (OrderStatus.IsDecided(order.Saga))
            {
                return order;
            }

            // A host that is stopping doesn't wait for its customers' patience: they have the order's address.
            if (time.GetUtcNow() + pause > until || lifetime.ApplicationStopping.IsCancellationRequested)
            {
                return null;
            }

            await Task.Delay(pause, time, cancellationToken);
        }
    }

    private static OrderId? OrderIdOf(StoredAnswer answer) =>
        answer.Location is { } location && Guid.TryParse(location[(location.LastIndexOf('/') + 1)..], out var id) ? new OrderId(id) : null;

    /// <summary>Preferences that can't be understood are ignored, as the RFC asks.</summary>
    private static TimeSpan? PreferredWait(HttpRequest request)
    {
        foreach (var preference in request.Headers["Prefer"].SelectMany(value => (value ?? string.Empty).Split(',', StringSplitOptions.TrimEntries)))
        {
            if (preference.StartsWith("wait=", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(preference.AsSpan("wait=".Length), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
                && seconds > 0)
            {
                return TimeSpan.FromSeconds(Math.Min(seconds, Longest.TotalSeconds));
            }
        }

        return null;
    }
}
