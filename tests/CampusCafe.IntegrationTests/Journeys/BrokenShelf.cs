using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.Inventory;
using CampusCafe.Inventory.Contracts;
using MediatR;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.IntegrationTests.Journeys;

/// <summary>Inventory can't hold stock until the test says so: what is asked of it dies.</summary>
internal sealed class BrokenShelf : IPipelineBehavior<Delivery<InventoryConsumer, HoldStock>, Unit>
{
    /// <summary>Two quick attempts.</summary>
    public static readonly string[] Settings =
    [
        "Messaging:Consumers:inventory:MaxAttempts=2",
        "Messaging:Consumers:inventory:FirstRetryAfter=00:00:00.02",
    ];

    /// <summary>What happens to a message before it is handled.</summary>
    public Func<HoldStock, CancellationToken, Task> On { get; set; } = Fail;

    public static Task Fail(HoldStock message, CancellationToken cancellationToken) => throw new InvalidOperationException("The shelf is locked.");

    public void Mend() => On = (_, _) => Task.CompletedTask;

    public void Configure(WebApplicationBuilder builder) =>
        builder.Services.AddSingleton<IPipelineBehavior<Delivery<InventoryConsumer, HoldStock>, Unit>>(this);

    public async Task<Unit> Handle(Delivery<InventoryConsumer, HoldStock> request, CancellationToken cancellationToken, RequestHandlerDelegate<Unit> next)
    {
        await On(request.Message, cancellationToken);
        return await next();
    }
}
