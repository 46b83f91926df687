using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace CampusCafe.BrowserTests.Shops;

/// <summary>A job of each host that can't even be made until it is mended; it is due every half a second.</summary>
internal sealed class BrokenOven
{
    public const string Name = "ovens.broken";

    public bool IsMended { get; set; }

    public void Configure(WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(this);
        builder.Services.AddQuartz(quartz => quartz
            .AddJob<Job>(job => job.WithIdentity(Name).WithDescription("Bakes.").StoreDurably())
            .AddTrigger<Job>(trigger => trigger
                .ForJob(Name)
                .WithIdentity(Name, "poll")
                .WithSimpleSchedule(schedule => schedule.WithInterval(TimeSpan.FromSeconds(0.5)).RepeatForever())));
    }

    private sealed class Job : IJob
    {
        public Job(BrokenOven oven)
        {
            if (!oven.IsMended)
            {
                throw new InvalidOperationException("The oven has no door.");
            }
        }

        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}
