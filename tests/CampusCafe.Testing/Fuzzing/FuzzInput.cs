using System.Text;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>What the client does once it has sent everything.</summary>
internal enum Ending
{
    /// <summary>Waits for the reply and goes on with the same connection.</summary>
    KeepAlive,

    /// <summary>Waits for the reply and leaves: what follows on this connection is anybody's guess.</summary>
    AfterReply,

    /// <summary>Says that it won't send any more, and reads to the end. To the server that is a client who has gone: it needn't reply.</summary>
    HalfClose,

    /// <summary>Is gone at once, without reading.</summary>
    Abort,
}

/// <summary>One request as it goes over the wire.</summary>
/// <param name="Seed">The run.</param>
/// <param name="Index">With the seed it yields the same request again, but for ids and times of the shop that is fuzzed.</param>
/// <param name="Target">The route that it was made for.</param>
/// <param name="Bytes">All of it, or the part that is sent.</param>
/// <param name="Ending">What follows.</param>
/// <param name="IsHttp">Well-formed as far as HTTP goes. Otherwise the server may hang up without a reply.</param>
internal sealed record FuzzInput(int Seed, int Index, string Target, byte[] Bytes, Ending Ending, bool IsHttp)
{
    private const int LongestShown = 1500;

    /// <summary>Larger than any body that is taken: the server answers and hangs up, and the answer may drown in what is still being sent.</summary>
    public bool IsLarge => Bytes.Length > Nasty.JustTooMuch;

    /// <summary>Whether a client could complain if there was none.</summary>
    public bool ReplyIsDue => IsHttp && !IsLarge && Ending is Ending.KeepAlive or Ending.AfterReply;

    public bool IsHead => Bytes.AsSpan().StartsWith("HEAD "u8);

    public override string ToString() => $"--seed {Seed} --index {Index} ({Target}, {Bytes.Length} bytes, {Ending}):\n{Shown()}";

    private string Shown()
    {
        StringBuilder text = new();
        foreach (var character in Encoding.Latin1.GetString(Bytes, 0, Math.Min(Bytes.Length, LongestShown)))
        {
            _ = character is '\n' or (>= ' ' and <= '~') ? text.Append(character)
                : character is '\r' ? text
                : text.Append("\\x").Append(((int)character).ToString("x2", System.Globalization.CultureInfo.InvariantCulture));
        }

        return Bytes.Length > LongestShown ? $"{text}…" : text.ToString();
    }
}
