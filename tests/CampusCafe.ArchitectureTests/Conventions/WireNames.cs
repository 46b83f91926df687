using CampusCafe.ArchitectureTests.Reading;
using CampusCafe.BuildingBlocks.Contracts;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Conventions;

/// <summary>A message with what its wire name says, and the versions from which an upcaster leads on.</summary>
internal sealed record Wire(TypeDefinition Message, string Name, int Version, int OldestVersion, IReadOnlyList<int> Upcasters);

internal static class WireNames
{
    public static IEnumerable<Wire> In(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from message in MessagesAreSealedRecords.MessagesIn(assembly)
        from attribute in message.CustomAttributes
        where attribute.AttributeType.Is(typeof(WireNameAttribute))
        select new Wire(
            message,
            (string)attribute.ConstructorArguments[0].Value,
            VersionIn(attribute, nameof(WireNameAttribute.Version)),
            VersionIn(attribute, nameof(WireNameAttribute.OldestVersion)),
            [.. message.CustomAttributes.Where(step => step.AttributeType.Is(typeof(UpcasterAttribute<>))).Select(step => (int)step.ConstructorArguments[0].Value)]);

    private static int VersionIn(CustomAttribute attribute, string property) =>
        attribute.Properties.Where(named => named.Name == property).Select(named => (int)named.Argument.Value).SingleOrDefault(1);
}
