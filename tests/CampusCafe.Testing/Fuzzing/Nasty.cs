using System.Text;
using CampusCafe.BuildingBlocks.Http;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>What has broken programs before.</summary>
internal static class Nasty
{
    public const int JustTooMuch = (int)HttpLimits.MaxBodyBytes + 1;
    public const int FarTooMuch = 2 * 1024 * 1024;
    private const int Deep = 10_000;
    private const int Long = 20_000;

    /// <summary>JSON values, some of them none. One letter is one byte.</summary>
    public static readonly IReadOnlyList<byte[]> Values =
    [
        .. new[]
        {
            "null", "true", "false", "{}", "[]", "\"\"", "\" \"", "0", "-0", "-1", "1.0", "1.5", "1e0", "1e999", "-1e999", "1e-999", "0.1e1", "2147483647",
            "2147483648", "-2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775809", "18446744073709551616",
            "79228162514264337593543950336", "1000", "1001", "1000000", "1000001", "01", "+1", ".5", "1.", "0x10", "NaN", "Infinity", "-", "1_000", "undefined",
            "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "\"\\udc00\\ud800\"", "\"\\ud83d\\ude00\"", "\"\\uFFFF\"", "\"\\u00\"", "\"\\x41\"", "\"\\\"",
            "\"\r\n\"", "\"\\r\\nSet-Cookie: a=b\"", "\"\\u202e\"", "\"\\u200b\"", "\"\\u0130\"", "\"\\u1e9e\"", "\"' OR 1=1 --\"", "\"%s%n{0}\"", "\"<script>\"",
            "\"../../etc/passwd\"", "\"1\"", "\"true\"", "\"null\"", "'cake'", "\"tea\"", "\"CAKE\"", "\" cake \"", "\"a@\"", "\"@b.c\"", "\"a@b\"",
            "\"a@b..c\"", "\"\\\"a\\\"@b.c\"", "\"a@[1.2.3.4]\"", "\"a@[\"", "\"a@b.c,d@e.f\"", "\"(a)b@c.d\"", "\"\\u3042@\\u3042.jp\"", "\"a@b.\"",
            "\"a\\\\@b.c\"", "\"\\\"@b.c\"", "\"2026-13-45T25:61:61Z\"", "\"0001-01-01T00:00:00\"", "\"99999999-9999-9999-9999-999999999999\"", "/**/1",
            "\"charge\"", "\"refund\"", "\"pm_card_chargeDeclined\"", "[[]]", "[null]", "[1]", "{\"a\":1}", "{\"$type\":\"System.Object\"}", "{\"__proto__\":{}}",
        }.Select(Encoding.Latin1.GetBytes),
        [.. "\""u8, 0xff, 0xfe, .. "\""u8],
        [.. "\""u8, 0xc0, 0x80, .. "\""u8],
        [.. "\""u8, 0xed, 0xa0, 0x80, .. "\""u8],
        [.. "\""u8, 0xe3, 0x81, .. "\""u8],
        [.. "\""u8, 0x00, .. "\""u8],
        Quoted(256),
        Quoted(Long),
        Quoted(JustTooMuch),
        [.. Enumerable.Repeat((byte)'9', Long)],
        [.. Enumerable.Repeat((byte)'[', Deep)],
        [.. Enumerable.Repeat((byte)'[', Deep), .. Enumerable.Repeat((byte)']', Deep)],
        Encoding.Latin1.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", Deep))),
        Encoding.Latin1.GetBytes($"[{string.Join(',', Enumerable.Repeat("{\"itemId\":\"cake\",\"quantity\":1}", 101))}]"),
        Encoding.Latin1.GetBytes($"[{string.Join(',', Enumerable.Range(0, 1500).Select(i => $"{{\"itemId\":\"i{i}\",\"quantity\":1}}"))}]"),
    ];

    /// <summary>JSON names, quotes included.</summary>
    public static readonly IReadOnlyList<byte[]> Names =
    [
        .. new[]
        {
            "\"\"", "\"unknown\"", "\"ITEMS\"", "\"items\"", "\"\\u0069tems\"", "\"i\\ud800\"", "\"\\ud800\\ud800\\ud800\"", "\"d\\ud800ata\"", "\"id\\u0000\"", "\"\\u0069d\"",
            "\"t\\udc00ype\"", "\"$type\"", "\"$ref\"", "\"__proto__\"", "null", "1", "'items'", "items", "\"a\\u0000\"",
        }.Select(Encoding.Latin1.GetBytes),
        [.. "\""u8, 0xff, .. "\""u8],
        [.. "\"id"u8, 0xff, .. "\""u8],
        Quoted(Long),
    ];

    /// <summary>What follows a slash or a question mark. Nothing that would end the request line.</summary>
    public static readonly IReadOnlyList<string> Segments =
    [
        "nonsense", "00000000-0000-0000-0000-000000000000", "01890000-0000-7000-8000-000000000000", "ffffffff-ffff-ffff-ffff-ffffffffffff",
        "{01890000-0000-7000-8000-000000000000}", "(01890000-0000-7000-8000-000000000000)", "01890000000070008000000000000000", "0", "-1", "99999999999999999999", "1e999",
        "cake", "CAKE", "c%61ke", "cake%20", "%20", "%09", "%0a", "%0d%0a", "%00", "cake%00", "%", "%2", "%zz", "%u0041", "%2f", "%2e%2e", "%252f", "..", "../..", ".", "...", "%5c", "~",
        "%ff", "%c0%80", "%ed%a0%80", "%e3%81", "%f0%9f%98%80", "%e3%81%82", "%c4%b0", "\u00e9", "\u3042", "a;b=c", "a:b", "a@b", "a,b", "*", "$", "'", "\"", "<>", "{}", "{orderId}", "|", "^", "`",
        "index.html", "favicon.ico", "swagger.json", "v1", "v1.json", "v2", "con", "nul", "a?b", "a#b", new('x', 64), new('x', 65), new('x', 300), new('x', 7000), string.Concat(Enumerable.Repeat("%e3%81%82", 100)),
    ];

    public static readonly IReadOnlyList<string> Queries =
    [
        "?", "??", "?a", "?=", "?&&&", "?a=1&a=2", "?a[]=1", "?a=%00", "?a=%", "?a=%zz", "?a=%ff", "?limit=-1", "?limit=99999999999999999999", "?offset=1e999", "?after=%ed%a0%80", "?api-version=9",
        "?" + new string('q', 4000), "?" + string.Join('&', Enumerable.Range(0, 1200).Select(i => $"k{i}=1")), "#fragment", "?a=\u3042",
    ];

    /// <summary>Header values; nothing that would end the line, apart from what no server may take.</summary>
    public static readonly IReadOnlyList<string> HeaderValues =
    [
        "", " ", "\t", "0", "-1", "1", "key", "a b", "\"quoted\"", "\"open", ",", ",,,", ";", "=", "a=b", "*/*", "text/html", "wait=", "wait=0", "wait=-1", "wait=1", "wait=1.5", "wait=99999999999999",
        "respond-async, wait=1", "wait=1, wait=2", "WAIT=1", "wait = 1", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", "00-00000000000000000000000000000000-0000000000000000-00", "00-xyz-01",
        "ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-what-is-this", "t=0,v1=00", "t=99999999999999999999,v1=aa", "t=,v1=", "v1=aa", "t=1,t=2,v1=a,v1=b", "bytes=0-", "gzip, br;q=x", "\u00e9", "\u3042", "\ud83d\ude00",
        "\u0001", "\u007f", "a\u0000b", new('k', 128), new('k', 129), new('k', 255), new('k', 256), new('k', 8_000), new(',', 4_000), string.Concat(Enumerable.Repeat("a=b;", 1_000)), "Bearer x", "Basic !", "close", "upgrade", "100-continue",
        "(((((", "application/json;q=2", "application/problem+json", "*;q=0", "en-US", "utf-16",
    ];

    public static readonly IReadOnlyList<string> HeaderNames =
    [
        "Idempotency-Key", "Prefer", "traceparent", "tracestate", "baggage", "X-Request-Id", "Request-Id", "Correlation-Context", "Accept", "Accept-Encoding", "Accept-Language", "Accept-Charset", "X-Api-Key", "Authorization", "Cookie",
        "Stripe-Signature", "Carrier-Signature", "Origin", "Referer", "User-Agent", "X-Forwarded-For", "X-Forwarded-Proto", "X-Http-Method-Override", "If-None-Match", "If-Match", "If-Modified-Since", "Range", "Content-Encoding",
        "Content-Language", "Content-Range", "Trailer", "TE", "Via", "Date", "Max-Forwards", "X-Unknown",
    ];

    public static readonly IReadOnlyList<string> ContentTypes =
    [
        "", "application/json; charset=utf-8", "application/json;charset=\"UTF-8\"", "application/json; charset=utf-16", "application/json; charset=utf-7", "application/json; charset=nonsense", "application/json; charset=", "application/json;;",
        "application/json; charset=\u3042", "application/problem+json", "application/vnd.api+json", "application/*", "*/*", "text/plain", "text/json", "application/x-www-form-urlencoded", "multipart/form-data", "multipart/form-data; boundary=\"",
        "application/xml", "application/octet-stream", "json", "/", "application/", ";", "application/json, text/plain", new('a', 5_000), "application/json; charset=utf-8; charset=utf-16", "APPLICATION/JSON",
    ];

    public static readonly IReadOnlyList<string> Methods =
        ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "QUERY", "get", "BREW", "X-\u00b5", new('M', 300)];

    private static byte[] Quoted(int length) => [.. "\""u8, .. Enumerable.Repeat((byte)'x', length), .. "\""u8];
}
