using System.Text;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>What isn't HTTP, or hardly: request lines, headers, half requests, other protocols.</summary>
internal static class MalformedHttp
{
    private static readonly IReadOnlyList<byte[]> Others =
    [
        .. new[]
        {
            "", "\r\n", "\r\n\r\n", "\n\n", " ", "GET", "GET /menu", "GET /menu\r\n\r\n", "GET /menu HTTP/1.1", "GET /menu HTTP/1.1\r\n", "GET /menu HTTP/1.1\r\n\r\n", "GET  /menu  HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /menu HTTP/1.0\r\n\r\n", "GET /menu HTTP/0.9\r\n\r\n", "GET /menu HTTP/2.0\r\nHost: a\r\n\r\n", "GET /menu HTTP/9.9\r\nHost: a\r\n\r\n", "GET /menu FTP/1.1\r\nHost: a\r\n\r\n",
            "GET menu HTTP/1.1\r\nHost: a\r\n\r\n", "GET * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "CONNECT localhost:80 HTTP/1.1\r\nHost: localhost:80\r\n\r\n", "CONNECT /menu HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET /menu HTTP/1.1\r\nHost a\r\n\r\n", "GET /menu HTTP/1.1\r\n: a\r\n\r\n", "GET /menu HTTP/1.1\r\nHost : a\r\n\r\n", "GET /menu HTTP/1.1\r\n Host: a\r\n\r\n", "GET /menu HTTP/1.1\r\nHost: a\r\n b\r\n\r\n",
            "GET /menu HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "GET /menu HTTP/1.1\r\nHost: a b\r\n\r\n", "GET /menu HTTP/1.1\r\nHost: [::1\r\n\r\n", "GET /menu HTTP/1.1\r\nHost:\r\n\r\n", "GET /menu HTTP/1.1\nHost: a\n\n",
            "GET /menu HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", "GET /menu HTTP/1.1\r\nHost: a\r\nX\0: b\r\n\r\n", "GET /me\0nu HTTP/1.1\r\nHost: a\r\n\r\n", "GET /menu\r HTTP/1.1\r\nHost: a\r\n\r\n",
            "GET http:// HTTP/1.1\r\nHost: a\r\n\r\n", "GET http://other/menu HTTP/1.1\r\nHost: a\r\n\r\n", "GET ftp://a/menu HTTP/1.1\r\nHost: a\r\n\r\n", "GET //menu HTTP/1.1\r\nHost: a\r\n\r\n", "GET ? HTTP/1.1\r\nHost: a\r\n\r\n",
            "G\u0001T /menu HTTP/1.1\r\nHost: a\r\n\r\n", "GET /menu HTTP/1.1\r\nHost: a\r\nConnection: upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Key: x\r\nSec-WebSocket-Version: 13\r\n\r\n",
            "GET /menu HTTP/1.1\r\nHost: a\r\nConnection: upgrade, http2-settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAARAAAAA\r\n\r\n", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
            "POST /checkout HTTP/1.0\r\n\r\n{}", "POST /checkout HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n", "POST /checkout HTTP/1.1\r\nHost: a\r\nContent-Length: 99\r\n\r\n{",
            "GET /menu HTTP/1.1\r\nHost: a\r\n\r\nGET /menu HTTP/1.1\r\nHost: a\r\n\r\nrubbish", "SSH-2.0-OpenSSH_9.0\r\n", "*1\r\n$4\r\nPING\r\n", "EHLO a\r\n",
        }.Select(Encoding.Latin1.GetBytes),
        [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00, 0x01, 0xfc, 0x03, 0x03],
        Encoding.Latin1.GetBytes($"GET /{new string('x', 9_000)} HTTP/1.1\r\nHost: a\r\n\r\n"),
        Encoding.Latin1.GetBytes(new string('x', 100_000)),
        Encoding.Latin1.GetBytes($"GET /menu HTTP/1.1\r\nHost: a\r\nX: {new string('x', 40_000)}\r\n\r\n"),
        Encoding.Latin1.GetBytes($"GET /menu HTTP/1.1\r\nHost: a\r\n{new string('x', 40_000)}"),
        Encoding.Latin1.GetBytes($"GET /menu HTTP/1.1\r\nHost: a\r\n{string.Concat(Enumerable.Repeat("X: y\r\n", 5_000))}\r\n"),
    ];

    /// <param name="random">The choice.</param>
    /// <param name="good">A request, some of which will be spoilt.</param>
    public static byte[] Next(Random random, byte[] good)
    {
        // The first lines: what HTTP itself reads.
        var head = good.AsSpan().IndexOf("\r\n\r\n"u8);
        var at = random.Next(head);
        return random.Next(6) switch
        {
            0 => good[..at],
            1 => good.Splice(at..at, [(byte)random.Next(256)]),
            2 => good.Splice(at..(at + 1), [(byte)random.Next(256)]),
            3 => good.Splice(at..Math.Min(head, at + random.Next(1, 30)), []),
            _ => random.Pick(Others),
        };
    }
}
