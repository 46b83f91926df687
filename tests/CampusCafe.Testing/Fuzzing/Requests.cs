using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>Makes the requests of a run: the same ones for the same seed, but for the shop's ids and the time in signatures.</summary>
/// <param name="seed">The run.</param>
/// <param name="routes">Of the host.</param>
/// <param name="ids">Of orders and payments that there are.</param>
/// <param name="secrets">What webhooks are signed with, by the header of the signature.</param>
/// <param name="time">For signatures.</param>
internal sealed partial class Requests(
    int seed, IReadOnlyList<FuzzRoute> routes, IReadOnlyList<string> ids, IReadOnlyList<(string Header, string Secret)> secrets, TimeProvider time)
{
    public FuzzInput At(int index)
    {
        // 7919: a prime, so that neighbouring seeds share no request.
        var random = new Random(unchecked((seed * 7919) + index));
        var route = routes[index % routes.Count];
        return random.Percent(6) ? Malformed(index, random, route) : WellFormed(index, random, route);
    }

    private FuzzInput WellFormed(int index, Random random, FuzzRoute route)
    {
        var method = random.Percent(88) ? random.Pick(route.Methods) : random.Pick(Nasty.Methods);
        var body = method is "GET" or "HEAD" or "get" && !random.Percent(10) ? null : Bodies.Next(random, route.Body);
        var head = Head(index, random, route, method, body ?? []);
        var encoding = random.Percent(90) ? Encoding.UTF8 : Encoding.Latin1;
        var (lines, content, ending) = body is null ? ([], [], Ending.KeepAlive) : Framing.Next(random, body);
        byte[] bytes = [.. encoding.GetBytes($"{head}{string.Concat(lines.Select(line => $"{line}\r\n"))}\r\n"), .. content];
        return random.Percent(1)
            ? new FuzzInput(seed, index, route.ToString(), bytes[..random.Next(bytes.Length)], Ending.Abort, IsHttp: false)
            : new FuzzInput(seed, index, route.ToString(), bytes, ending, IsHttp: true);
    }

    private FuzzInput Malformed(int index, Random random, FuzzRoute route)
    {
        byte[] good = [.. Encoding.UTF8.GetBytes($"{Head(index, random, route, route.Methods[0], route.Body)}Content-Length: {route.Body.Length}\r\n\r\n"), .. route.Body];
        return new FuzzInput(
            seed, index, route.ToString(), MalformedHttp.Next(random, good), random.Percent(80) ? Ending.HalfClose : Ending.Abort, IsHttp: false);
    }

    /// <summary>Request line and headers, without those that frame the body and without the empty line.</summary>
    private string Head(int index, Random random, FuzzRoute route, string method, byte[] body)
    {
        StringBuilder head = new($"{method} {Address(random, route)} HTTP/1.1\r\nHost: localhost\r\n");
        if (random.Percent(85))
        {
            Add("Idempotency-Key", random.Percent(90) ? $"fuzz-{seed}-{index}" : random.Pick(Nasty.HeaderValues));
        }

        Add("Content-Type", random.Percent(85) ? "application/json" : random.Pick(Nasty.ContentTypes));
        foreach (var (header, secret) in secrets)
        {
            if (random.Percent(80))
            {
                Add(header, Sign(body, secret));
            }
        }

        while (random.Percent(30))
        {
            Add(random.Pick(Nasty.HeaderNames), random.Pick(Nasty.HeaderValues));
        }

        if (random.Next(200) == 0)
        {
            AddMany(random);
        }

        return head.ToString();

        void Add(string name, string value) => head.Append(name).Append(": ").Append(value).Append("\r\n");

        void AddMany(Random random)
        {
            for (var i = random.Pick([90, 101, 500]); i > 0; i--)
            {
                Add(random.Pick(Nasty.HeaderNames), i.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private string Address(Random random, FuzzRoute route)
    {
        var path = Parameter().Replace(route.Path, parameter => Argument(random, parameter.Value));
        if (random.Percent(8))
        {
            path = random.Next(8) switch
            {
                0 => path + "/",
                1 => "/" + path,
                2 => path + "/" + random.Pick(Nasty.Segments),
                3 => "/" + random.Pick(Nasty.Segments) + path,
                4 => path.ToUpperInvariant(),
                5 => "http://localhost" + path,
                6 => "/swagger/" + random.Pick(Nasty.Segments),
                _ => "/" + random.Pick(Nasty.Segments),
            };
        }

        return random.Percent(25) ? path + random.Pick(Nasty.Queries) : path;
    }

    private string Argument(Random random, string parameter) => random.Percent(50) ? random.Pick(Nasty.Segments)
        : parameter.Contains("item", StringComparison.OrdinalIgnoreCase) ? "cake"
        : parameter.Contains("document", StringComparison.OrdinalIgnoreCase) ? "v1"
        : random.Pick(ids);

    private string Sign(byte[] body, string secret)
    {
        var timestamp = time.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{timestamp}."), .. body];
        return $"t={timestamp},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed))}";
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
