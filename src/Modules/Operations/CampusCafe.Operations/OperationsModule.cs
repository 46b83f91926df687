using CampusCafe.BuildingBlocks.Console;
using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using CampusCafe.Operations.Actions;
using CampusCafe.Operations.DeadLetters;
using CampusCafe.Operations.Hosts;
using CampusCafe.Operations.Jobs;
using CampusCafe.Operations.Keys;
using CampusCafe.Operations.Live;
using CampusCafe.Operations.Messages;
using CampusCafe.Operations.Orders;
using CampusCafe.Operations.Overview;
using CampusCafe.Operations.Persistence;
using CampusCafe.Operations.Timelines;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Operations;

/// <summary>For people who look after the shop: reads and asks, never decides. Says and hears nothing, so its schema has no messages.</summary>
public sealed class OperationsModule : IModule
{
    internal const string ModuleName = "operations";

    public string Name => ModuleName;

    public void Register(IHostApplicationBuilder builder)
    {
        builder.Services.AddSchema<OperationsDbContext>(ModuleName);
        builder.Services.AddSingleton<DeadLetterDesk>();
        builder.Services.AddSingleton<Redriving>();
        builder.Services.AddSingleton<IActionLog, ActionLog>();
        builder.Services.AddSingleton<ShopOverview>();
        builder.Services.AddSettings<JobHistoryOptions>(JobHistoryOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton<JobJournal>();
        builder.Services.AddSingleton<IJobJournal>(provider => provider.GetRequiredService<JobJournal>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<JobJournal>());
        builder.Services.AddSingleton<JobDecisions>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<JobDecisions>());
        builder.Services.AddSingleton<JobHistory>();
        builder.Services.AddScoped<JobDesk>();
        builder.Services.AddClusterJob<ForgetRuns>(ForgetRuns.Name, ForgetRuns.Description, _ => ForgetRuns.Interval);
        builder.Services.AddSingleton<HostBeat>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<HostBeat>());
        builder.Services.AddSingleton<SettingsList>();
        builder.Services.AddSingleton<SystemDesk>();
        builder.Services.AddSingleton<LiveFeed>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<LiveFeed>());
        builder.Services.AddSingleton<MessageDesk>();
        builder.Services.AddSingleton<Timeline>();
        builder.Services.AddScoped<OrderFinder>();
        builder.Services.AddScoped<Texts>();
        builder.AddConsolePages(
            typeof(OperationsModule).Assembly,
            new("Overview", "概要", ConsolePaths.Root, "home", Place: 1),
            new("Jobs", "ジョブ", $"{ConsolePaths.Root}/jobs", "clock-play", Place: 2),
            new("Messages", "メッセージ", $"{ConsolePaths.Root}/messages", "messages", Place: 3),
            new("Orders", "注文", $"{ConsolePaths.Root}/orders", "shopping-cart", Place: 4),
            new("System", "システム", $"{ConsolePaths.Root}/system", "server-2", Place: 5));
        builder.Services.AddKeyRing(builder.Configuration); // Behind the pages, which bring the reader that it takes away.
        builder.Services.AddModuleValidators(typeof(OperationsModule).Assembly);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        WatchLive.Map(routes);
        GetOverview.Map(routes);
        ListOrders.Map(routes);
        GetSystem.Map(routes);
        ListActions.Map(routes);
        JobRoutes.Map(routes);
        GetTimeline.Map(routes);
        ListMessages.Map(routes);
        GetMessage.Map(routes);
        ListDeadLetters.Map(routes);
        GetDeadLetter.Map(routes);
        RedriveDeadLetter.Map(routes);
        RedriveDeadLetters.Map(routes);
        DiscardDeadLetter.Map(routes);
    }
}
