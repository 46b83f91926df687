using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>A place that names a type.</summary>
internal readonly record struct TypeUse(Site Site, TypeReference Used)
{
    public override string ToString() => $"{Site} uses {Used.FullName.Replace('/', '.')}";
}
