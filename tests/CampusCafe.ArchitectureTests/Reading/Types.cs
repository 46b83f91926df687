using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Reading;

internal static class Types
{
    /// <summary>The part of the whole in which the type is defined.</summary>
    public static Part Part(this TypeReference type) => Reading.Part.Named(type.Scope switch
    {
        ModuleDefinition module => module.Assembly.Name.Name,
        var scope => scope.Name,
    });

    public static bool Is(this TypeReference type, Type other) => type.GetElementType().FullName.Replace('/', '+') == other.FullName;

    /// <summary>Whether it derives from or implements the other, at any distance; for a generic type, with any arguments.</summary>
    public static bool IsA(this TypeReference type, Type other) =>
        type.Resolve() is { } definition && definition.Ancestors().Any(ancestor => ancestor.Is(other));

    public static bool IsGenerated(this TypeReference type) => type.Name.StartsWith('<');

    public static bool Has<TAttribute>(this ICustomAttributeProvider annotated)
        where TAttribute : Attribute => annotated.CustomAttributes.Any(attribute => attribute.AttributeType.Is(typeof(TAttribute)));

    private static IEnumerable<TypeReference> Ancestors(this TypeDefinition type)
    {
        var parents = type.Interfaces.Select(implemented => implemented.InterfaceType).Append(type.BaseType);
        return parents.OfType<TypeReference>().SelectMany(ancestor => ancestor.Resolve().Ancestors().Prepend(ancestor));
    }
}
