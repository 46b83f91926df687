using CampusCafe.BuildingBlocks.Modules;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.Operations.Actions;
using CampusCafe.Operations.DeadLetters;
using CampusCafe.Operations.Keys;
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
        builder.Services.AddKeyRing();
        builder.Services.AddSingleton<DeadLetterDesk>();
        builder.Services.AddSingleton<Redriving>();
        builder.Services.AddSingleton<IActionLog, ActionLog>();
        builder.Services.AddModuleValidators(typeof(OperationsModule).Assembly);
    }

    public void Map(IEndpointRouteBuilder routes)
    {
        GetTimeline.Map(routes);
        ListDeadLetters.Map(routes);
        GetDeadLetter.Map(routes);
        RedriveDeadLetter.Map(routes);
        RedriveDeadLetters.Map(routes);
        DiscardDeadLetter.Map(routes);
    }
}
