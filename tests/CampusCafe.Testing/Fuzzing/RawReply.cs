using System.Text;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>A reply as it came over the wire.</summary>
/// <param name="Status">0: the server hung up without one, or it is no HTTP.</param>
/// <param name="Headers">By name; of several, the last.</param>
/// <param name="Body">Decoded; as much as came.</param>
internal sealed record RawReply(int Status, IReadOnlyDictionary<string, string> Headers, byte[] Body)
{
    public static readonly RawReply None = new(0, new Dictionary<string, string>(), []);

    public bool SaysClose => Headers.TryGetValue("Connection", out var value) && value.Equals("close", StringComparison.OrdinalIgnoreCase);

    public override string ToString() =>
        Status == 0 ? "no reply" : $"{Status} {string.Join("; ", Headers.Select(header => $"{header.Key}: {header.Value}"))}\n{Encoding.UTF8.GetString(Body)}";
}
