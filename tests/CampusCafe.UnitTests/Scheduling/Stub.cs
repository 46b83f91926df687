using System.Reflection;

namespace CampusCafe.UnitTests.Scheduling;

/// <summary>An interface of which a test needs one member or two.</summary>
public class Stub : DispatchProxy
{
    private IReadOnlyDictionary<string, object?> answers = new Dictionary<string, object?>();

    /// <param name="answers">By the member's name, a property's with <c>get_</c>.</param>
    public static T Of<T>(IReadOnlyDictionary<string, object?> answers)
        where T : class
    {
        var stub = Create<T, Stub>();
        ((Stub)(object)stub).answers = answers;
        return stub;
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) => answers[targetMethod!.Name];
}
