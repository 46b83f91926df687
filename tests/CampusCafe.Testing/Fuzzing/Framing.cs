using System.Globalization;
using System.Text;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>How the end of a body is announced: mostly as it should be.</summary>
internal static class Framing
{
    private static readonly IReadOnlyList<string[]> Contradictions =
    [
        [],
        ["Content-Length: 0"],
        ["Content-Length: -1"],
        ["Content-Length: 9223372036854775808"],
        ["Content-Length: 0x10"],
        ["Content-Length: 5", "Content-Length: 6"],
        ["Content-Length: 5, 6"],
        ["Content-Length: "],
        ["Content-Length: 4294967296"],
        ["Content-Length: 10", "Transfer-Encoding: chunked"],
        ["Transfer-Encoding: chunked"],
        ["Transfer-Encoding: gzip, chunked"],
        ["Transfer-Encoding: chunked, gzip"],
        ["Transfer-Encoding: identity"],
        ["Transfer-Encoding: nonsense"],
        ["Transfer-Encoding: chunked", "Transfer-Encoding: chunked"],
    ];

    public static (IReadOnlyList<string> Headers, byte[] Content, Ending Ending) Next(Random random, byte[] body) => random.Next(100) switch
    {
        < 72 => (Length(body.Length), body, Ending.KeepAlive),
        < 84 => (["Transfer-Encoding: chunked"], Chunked(random, body), Ending.KeepAlive),
        < 87 => (["Transfer-Encoding: chunked"], Spoilt(random, Chunked(random, body)), Ending.HalfClose),
        < 90 => (Length(body.Length + random.Next(1, 1000)), body, Ending.HalfClose),
        < 93 => (Length(random.Next(body.Length + 1)), body, Ending.AfterReply),
        < 95 => ([.. Length(body.Length), "Expect: 100-continue"], body, Ending.KeepAlive),
        < 96 => ([.. Length(body.Length), "Connection: close"], body, Ending.AfterReply),
        _ => (random.Pick(Contradictions), body, Ending.AfterReply),
    };

    private static string[] Length(int length) => [string.Create(CultureInfo.InvariantCulture, $"Content-Length: {length}")];

    private static byte[] Chunked(Random random, byte[] body)
    {
        const int MostChunks = 20;
        using MemoryStream stream = new();
        var rest = body.AsSpan();
        for (var chunks = 1; rest.Length > 0; chunks++)
        {
            var size = chunks == MostChunks ? rest.Length : random.Next(1, rest.Length + 1);
            stream.Write(Encoding.ASCII.GetBytes($"{size:x}{(random.Percent(10) ? ";extension=\"1\"" : string.Empty)}\r\n"));
            stream.Write(rest[..size]);
            stream.Write("\r\n"u8);
            rest = rest[size..];
        }

        stream.Write(random.Percent(10) ? "0\r\nX-Trailer: 1\r\n\r\n"u8 : "0\r\n\r\n"u8);
        return stream.ToArray();
    }

    private static byte[] Spoilt(Random random, byte[] chunked) => random.Next(5) switch
    {
        0 => chunked[..random.Next(chunked.Length)],
        1 => [.. "ffffffffffffffff\r\n"u8, .. chunked],
        2 => [.. "-1\r\n"u8, .. chunked],
        3 => [.. "zz\r\n"u8, .. chunked],
        _ => chunked.Splice(random.Next(chunked.Length).AsEmptyRange(), "\r"u8),
    };

    private static Range AsEmptyRange(this int at) => at..at;
}
