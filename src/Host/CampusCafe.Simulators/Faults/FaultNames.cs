using System.Collections.Frozen;
using System.Text.Json;

namespace CampusCafe.Simulators.Faults;

/// <summary>The names on the wire: <c>lostReply</c> for <see cref="FaultMode.LostReply"/>.</summary>
internal static class FaultNames
{
    public const string Any = "*";
    public const string None = "none";

    public static readonly FrozenDictionary<string, FaultTarget> Targets = NamesOf<FaultTarget>();
    public static readonly FrozenDictionary<string, FaultMode> Modes = NamesOf<FaultMode>();
    public static readonly FrozenDictionary<string, Operation> Operations = NamesOf<Operation>();

    public static readonly FrozenDictionary<FaultTarget, Operation[]> OperationsOf = new Dictionary<FaultTarget, Operation[]>
    {
        [FaultTarget.Payments] = [Operation.Authorize, Operation.Capture, Operation.Void, Operation.Refund, Operation.Inquire],
        [FaultTarget.Carrier] = [Operation.Create, Operation.Cancel, Operation.Dispatch, Operation.Inquire],
    }.ToFrozenDictionary();

    public static string Of<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private static FrozenDictionary<string, T> NamesOf<T>()
        where T : struct, Enum => Enum.GetValues<T>().ToFrozenDictionary(Of, StringComparer.Ordinal);
}
