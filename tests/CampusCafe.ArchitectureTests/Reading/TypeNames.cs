using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>The types inside instructions, attributes and other types.</summary>
internal static class TypeNames
{
    /// <summary>A type taken apart: <c>List&lt;Oven[]&gt;</c> is <c>List&lt;&gt;</c> and <c>Oven</c>.</summary>
    public static IEnumerable<TypeReference> Parts(this TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [.. generic.ElementType.Parts(), .. generic.GenericArguments.SelectMany(Parts)],
        IModifierType modified => [.. modified.ModifierType.Parts(), .. modified.ElementType.Parts()],
        FunctionPointerType pointer => InOperand(pointer).SelectMany(Parts),
        TypeSpecification wrapped => wrapped.ElementType.Parts(),
        _ => [type],
    };

    public static IEnumerable<TypeReference> InOperand(object? operand) => operand switch
    {
        TypeReference type and not FunctionPointerType => [type],
        FieldReference field => [field.DeclaringType, field.FieldType],
        MethodReference method =>
        [
            method.DeclaringType,
            .. InCall(method),
            .. method is GenericInstanceMethod generic ? generic.GenericArguments : [],
        ],
        IMethodSignature pointer => InCall(pointer),
        _ => [],
    };

    public static IEnumerable<TypeReference> InAttributes(ICustomAttributeProvider annotated) =>
        annotated.CustomAttributes.SelectMany<CustomAttribute, TypeReference>(attribute =>
        [
            .. InOperand(attribute.Constructor),
            .. attribute.ConstructorArguments.SelectMany(InArgument),
            .. attribute.Properties.SelectMany(named => InArgument(named.Argument)),
            .. attribute.Fields.SelectMany(named => InArgument(named.Argument)),
        ]);

    private static IEnumerable<TypeReference> InCall(IMethodSignature signature) =>
        [signature.ReturnType, .. signature.Parameters.Select(parameter => parameter.ParameterType)];

    private static IEnumerable<TypeReference> InArgument(CustomAttributeArgument argument) =>
    [
        argument.Type,
        .. argument.Value switch
        {
            TypeReference type => [type],
            CustomAttributeArgument boxed => InArgument(boxed),
            CustomAttributeArgument[] several => several.SelectMany(InArgument),
            _ => [],
        },
    ];
}
