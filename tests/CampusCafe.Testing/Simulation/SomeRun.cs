using System.Reflection;
using CampusCafe.BuildingBlocks.Scheduling;
using Quartz;

namespace CampusCafe.Testing.Simulation;

/// <summary>What a job may ask of the run that it is in: what it was started by.</summary>
#pragma warning disable CA1852 // The proxy derives from it.
internal class SomeRun : DispatchProxy
#pragma warning restore CA1852
{
    private ITrigger trigger = null!;

    public static IJobExecutionContext Of(bool isNudge)
    {
        var run = Create<IJobExecutionContext, SomeRun>();
        var group = isNudge ? JobNudger.Nudges : JobNudger.Looks;
        ((SomeRun)run).trigger = TriggerBuilder.Create(TimeProvider.System).WithIdentity("simulated", group).ForJob("simulated").Build();
        return run;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod?.Name == $"get_{nameof(IJobExecutionContext.Trigger)}" ? trigger : throw new NotSupportedException($"{targetMethod?.Name} isn't simulated.");
}
