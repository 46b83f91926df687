using CampusCafe.ArchitectureTests.Reading;
using CampusCafe.BuildingBlocks.Modules;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Boundaries;

/// <summary>A module shows one type, its <c>XModule</c>. (What is nested in an internal type can't be seen either.)</summary>
internal static class OnePublicType
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) => assemblies.OfKind(PartKind.Module).SelectMany(Find);

    private static IEnumerable<string> Find(AssemblyDefinition module)
    {
        var name = $"{module.Name.Name}.{module.Part().Module}Module";
        var shown = module.MainModule.Types.Where(type => type.IsPublic).ToList();
        return shown.Where(type => type.FullName != name).Select(type => $"{type.FullName} is public")
            .Concat(shown.Any(type => type.FullName == name && type.IsA(typeof(IModule))) ? [] : [$"{name} is missing, or no IModule"]);
    }
}
