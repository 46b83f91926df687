using System.Runtime.CompilerServices;
using CampusCafe.ArchitectureTests.Reading;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Conventions;

/// <summary>Nobody can wait for an <c>async void</c>, and its exception ends the process.</summary>
internal static class NoAsyncVoid
{
    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from type in assembly.Types()
        from method in type.Methods
        where method.Has<AsyncStateMachineAttribute>() && method.ReturnType.Is(typeof(void))
        select $"{new Site(type, method.Name)} is async void";
}
