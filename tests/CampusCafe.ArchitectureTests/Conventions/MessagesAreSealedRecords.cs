using CampusCafe.ArchitectureTests.Reading;
using CampusCafe.BuildingBlocks.Contracts;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Conventions;

/// <summary>A message is a sealed record with a wire name, wherever it is declared.</summary>
internal static class MessagesAreSealedRecords
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from message in MessagesIn(assembly)
        from problem in Problems(message)
        select $"{message.FullName} {problem}";

    public static IEnumerable<TypeDefinition> MessagesIn(AssemblyDefinition assembly) =>
        assembly.Types().Where(type => !type.IsInterface && type.IsA(typeof(IMessage)));

    private static IEnumerable<string> Problems(TypeDefinition message)
    {
        if (!message.IsSealed)
        {
            yield return "is not sealed";
        }

        // What the compiler gives to record classes alone.
        if (message.Methods.All(method => method.Name != "<Clone>$"))
        {
            yield return "is not a record";
        }

        if (!message.Has<WireNameAttribute>())
        {
            yield return "has no wire name";
        }
    }
}
