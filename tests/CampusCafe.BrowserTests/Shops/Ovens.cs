using System.Collections.Concurrent;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.BrowserTests.Shops;

/// <summary>Jobs that do what a test says, one for each test. They run every hour.</summary>
internal sealed class Ovens
{
    /// <summary>Fails, unless it is told otherwise.</summary>
    public const string Cold = "ovens.cold";
    public const string Clean = "ovens.clean";
    public const string Slow = "ovens.slow";
    public const string Rescheduled = "ovens.rescheduled";
    public const string Shared = "ovens.shared";

    private readonly ConcurrentDictionary<string, Func<CancellationToken, Task>> baking = new()
    {
        [Cold] = _ => throw new InvalidOperationException("The oven is cold."),
    };

    public void When(string name, Func<CancellationToken, Task> bakes) => baking[name] = bakes;

    public void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(this);
        foreach (var name in new[] { Cold, Clean, Slow, Rescheduled, Shared })
        {
            builder.Services.AddClusterJob<Oven>(name, "Bakes.", _ => TimeSpan.FromHours(1));
        }
    }

    private sealed class Oven(Ovens ovens) : IJob
    {
        public async ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) =>
            await ovens.baking.GetValueOrDefault(context.JobDetail.Key.Name, _ => Task.CompletedTask)(cancellationToken);
    }
}

/// <summary>A host with ovens.</summary>
public sealed class Bakery : OpenShop
{
    public Bakery()
        : this(new Ovens())
    {
    }

    private Bakery(Ovens ovens)
        : base(ovens.Configure) => Ovens = ovens;

    internal Ovens Ovens { get; }
}
