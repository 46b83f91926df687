using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Reading;

/// <summary>A method that names another one: calls it, or takes it as a delegate.</summary>
internal readonly record struct Call(MethodDefinition Caller, MethodReference Callee)
{
    public Site Site => new(Caller.DeclaringType, Caller.Name);

    public override string ToString() => $"{Site} uses {Callee.DeclaringType.GetElementType().FullName.Replace('/', '.')}.{Callee.Name}";
}

internal static class Calls
{
    public static IEnumerable<Call> Of(AssemblyDefinition assembly) => assembly.Types().SelectMany(type => type.Methods).SelectMany(Of);

    public static IEnumerable<Call> Of(MethodDefinition method) => method.HasBody
        ? method.Body.Instructions.Select(instruction => instruction.Operand).OfType<MethodReference>().Select(callee => new Call(method, callee))
        : [];
}
