using System.Runtime.CompilerServices;
using CampusCafe.ArchitectureTests.Reading;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Boundaries;

/// <summary>Internals are open to tests, and a module's to the projects that hold its migrations: to nobody else.</summary>
internal static class InternalsStayInternal
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from attribute in assembly.CustomAttributes
        where attribute.AttributeType.Is(typeof(InternalsVisibleToAttribute))
        let friend = Part.Named(((string)attribute.ConstructorArguments[0].Value).Split(',')[0])
        where friend.Kind is not PartKind.Tests && (assembly.Part().Kind, friend.Kind) is not (PartKind.Module, PartKind.Database)
        select $"{assembly.Name.Name} opens its internals to {friend.Name}";
}
