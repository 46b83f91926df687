using Mono.Cecil;
using Mono.Cecil.Cil;
using static CampusCafe.ArchitectureTests.Reading.TypeNames;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>
/// Every type that an assembly names, and where: base types, interfaces, constraints, attributes and their arguments,
/// members' signatures, locals, call targets, <c>typeof</c>, caught exceptions; each taken apart to its generic arguments.
/// A constant and a <c>nameof</c> leave no trace in IL: they can't be seen here.
/// </summary>
internal static class TypeUses
{
    public static IEnumerable<TypeUse> Of(AssemblyDefinition assembly) =>
        WholeTypesOf(assembly).SelectMany(use => use.Used.Parts().Select(part => use with { Used = part })).DistinctBy(use => use.ToString());

    /// <summary>The same before they are taken apart: <c>List&lt;Oven&gt;</c> with its arguments.</summary>
    public static IEnumerable<TypeUse> WholeTypesOf(AssemblyDefinition assembly)
    {
        var itself = new Site(assembly.MainModule.GetType("<Module>"));
        return Uses(itself, [.. InAttributes(assembly), .. InAttributes(assembly.MainModule)]).Concat(assembly.Types().SelectMany(Named));
    }

    private static IEnumerable<TypeUse> Named(TypeDefinition type) =>
    [
        .. Uses(new(type), InType(type)),
        .. type.Fields.SelectMany(field => Uses(new(type, field.Name), [field.FieldType, .. InAttributes(field)])),
        .. type.Properties.SelectMany(property => Uses(new(type, property.Name), [property.PropertyType, .. InAttributes(property)])),
        .. type.Events.SelectMany(e => Uses(new(type, e.Name), [e.EventType, .. InAttributes(e)])),
        .. type.Methods.SelectMany(method => Uses(new(type, method.Name), [.. InSignature(method), .. InBody(method)])),
    ];

    private static IEnumerable<TypeUse> Uses(Site site, IEnumerable<TypeReference?> types) =>
        from type in types where type is not null select new TypeUse(site, type);

    private static IEnumerable<TypeReference?> InType(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(implemented => implemented.InterfaceType),
        .. InGenericParameters(type),
        .. InAttributes(type),
    ];

    private static IEnumerable<TypeReference?> InSignature(MethodDefinition method) =>
    [
        .. InOperand(method),
        .. method.Overrides.SelectMany(InOperand),
        .. InGenericParameters(method),
        .. InAttributes(method),
        .. InAttributes(method.MethodReturnType),
        .. method.Parameters.SelectMany(InAttributes),
    ];

    private static IEnumerable<TypeReference?> InBody(MethodDefinition method) => !method.HasBody
        ? []
        : [
            .. method.Body.Variables.Select(local => local.VariableType),
            .. method.Body.ExceptionHandlers.Select(handler => handler.CatchType),
            .. method.Body.Instructions.SelectMany((Instruction instruction) => InOperand(instruction.Operand)),
        ];

    private static IEnumerable<TypeReference> InGenericParameters(IGenericParameterProvider generic) => generic.GenericParameters
        .SelectMany(parameter => parameter.Constraints.Select(constraint => constraint.ConstraintType).Concat(InAttributes(parameter)));
}
