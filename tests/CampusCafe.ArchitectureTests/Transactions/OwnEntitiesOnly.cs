using CampusCafe.ArchitectureTests.Reading;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Transactions;

/// <summary>What a module's context maps is the module's own or from BuildingBlocks: no table over two schemas.</summary>
internal static class OwnEntitiesOnly
{
    private static readonly Type[] Mapping =
        [typeof(DbSet<>), typeof(EntityTypeBuilder<>), typeof(OwnedNavigationBuilder<,>), typeof(IEntityTypeConfiguration<>)];

    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies.OfKind(PartKind.Module)
        from use in Mapped(assembly)
        where use.Used.Part() is var home && home != assembly.Part() && home.Kind is not PartKind.BuildingBlocks
        select $"{use.Site} maps {use.Used.FullName}";

    private static IEnumerable<TypeUse> Mapped(AssemblyDefinition assembly) =>
        from use in TypeUses.WholeTypesOf(assembly).Select(use => (use.Site, Entities: EntitiesIn(use.Used)))
            .Concat(Calls.Of(assembly).Select(call => (call.Site, Entities: EntitiesIn(call.Callee))))
        from entity in use.Entities
        where entity is not GenericParameter
        select new TypeUse(use.Site, entity);

    private static IEnumerable<TypeReference> EntitiesIn(TypeReference type) =>
        type is GenericInstanceType generic && Mapping.Any(generic.Is) ? generic.GenericArguments : [];

    /// <summary>Of <c>Set&lt;T&gt;()</c>, <c>Entity&lt;T&gt;()</c> and the like.</summary>
    private static IEnumerable<TypeReference> EntitiesIn(MethodReference method) =>
        method is GenericInstanceMethod generic && (method.DeclaringType.Is(typeof(DbContext)) || method.DeclaringType.Is(typeof(ModelBuilder)))
            ? generic.GenericArguments
            : [];
}
