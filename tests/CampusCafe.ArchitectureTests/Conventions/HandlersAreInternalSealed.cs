using CampusCafe.ArchitectureTests.Reading;
using CampusCafe.BuildingBlocks.Calls;
using MediatR;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Conventions;

/// <summary>Whatever handles messages, queries, domain events or calls is internal and sealed.</summary>
internal static class HandlersAreInternalSealed
{
    private static readonly Type[] Handling = [typeof(IRequestHandler<,>), typeof(INotificationHandler<>), typeof(ICallHandler)];

    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from type in assembly.Types()
        where type is { IsClass: true, IsAbstract: false } && Handling.Any(type.IsA)
        where !type.IsSealed || type.IsPublic || type.IsNestedPublic
        select $"{type.FullName.Replace('/', '.')} is not internal sealed";
}
