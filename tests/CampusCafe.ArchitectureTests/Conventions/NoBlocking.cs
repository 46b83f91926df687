using System.Runtime.CompilerServices;
using CampusCafe.ArchitectureTests.Reading;
using Mono.Cecil;

namespace CampusCafe.ArchitectureTests.Conventions;

/// <summary>No sync over async: no task's <c>Result</c>, <c>Wait</c> or <c>GetAwaiter().GetResult()</c>.</summary>
internal static class NoBlocking
{
    private static readonly Type[] Tasks = [typeof(Task), typeof(Task<>), typeof(ValueTask<>)];

    private static readonly HashSet<string> Waiting = ["get_Result", nameof(Task.Wait), nameof(Task.WaitAll), nameof(Task.WaitAny)];

    private static readonly Type[] Awaiters =
    [
        typeof(TaskAwaiter), typeof(TaskAwaiter<>), typeof(ValueTaskAwaiter), typeof(ValueTaskAwaiter<>),
        typeof(ConfiguredTaskAwaitable.ConfiguredTaskAwaiter), typeof(ConfiguredTaskAwaitable<>.ConfiguredTaskAwaiter),
        typeof(ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter), typeof(ConfiguredValueTaskAwaitable<>.ConfiguredValueTaskAwaiter),
    ];

    public static IEnumerable<string> Find(IEnumerable<AssemblyDefinition> assemblies) =>
        from assembly in assemblies
        from type in assembly.Types()
        from method in type.Methods
        where !IsMainsWrapper(method)
        from call in Blocking([.. Calls.Of(method)])
        select call.ToString();

    private static IEnumerable<Call> Blocking(IReadOnlyList<Call> calls) =>
    [
        .. calls.Where(call => Tasks.Any(call.Callee.DeclaringType.Is) && Waiting.Contains(call.Callee.Name)),
        .. calls.Where(call => Awaiters.Any(call.Callee.DeclaringType.Is)).GroupBy(call => call.Callee.DeclaringType.FullName).SelectMany(NotAwaited),
    ];

    /// <summary>An await asks IsCompleted before it takes the result; who takes more results than that has blocked.</summary>
    private static IEnumerable<Call> NotAwaited(IEnumerable<Call> onAwaiter)
    {
        var byName = onAwaiter.ToLookup(call => call.Callee.Name);
        return byName[nameof(TaskAwaiter.GetResult)].Skip(byName["get_IsCompleted"].Count());
    }

    /// <summary>The compiler's own: a process starts with a synchronous call.</summary>
    private static bool IsMainsWrapper(MethodDefinition method) => method == method.Module.EntryPoint && method.Name == "<Main>";
}
