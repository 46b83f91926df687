using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Conventions;

/// <summary>A message has one upcaster for each version before its own, from 1 or from the oldest that it says is still read. The host wouldn't start otherwise.</summary>
internal static class UpcastersAreComplete
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from wire in WireNames.In(assemblies)
        from version in Enumerable.Range(wire.OldestVersion, Math.Max(0, wire.Version - wire.OldestVersion)).Union(wire.Upcasters)
        let count = wire.Upcasters.Count(step => step == version)
        let expected = version >= wire.OldestVersion && version < wire.Version ? 1 : 0
        where count != expected
        select $"{wire.Message.FullName}, at version {wire.Version} and read from {wire.OldestVersion} on, has {count} upcasters from {version}";
}
