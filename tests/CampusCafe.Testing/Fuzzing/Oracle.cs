using System.Text.Json;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>Which replies are right, whatever was asked: refused or done, never failed, and each refusal says why.</summary>
internal static class Oracle
{
    private const string ProblemType = "application/problem+json";

    /// <summary>What the server itself refuses, before the application hears of it: without a body, and it hangs up.</summary>
    private static readonly int[] OfTheServer = [400, 405, 408, 411, 413, 414, 431, 501, 505];

    /// <summary>A sentence about what is wrong; null if nothing is.</summary>
    public static string? Complaint(FuzzInput input, IReadOnlyList<RawReply> replies) =>
        replies.Count == 0
            ? input.ReplyIsDue ? "No reply." : null
            : replies.Select(reply => Complaint(input, reply)).FirstOrDefault(complaint => complaint is not null);

    private static string? Complaint(FuzzInput input, RawReply reply) => reply switch
    {
        { Status: 0 } => input.IsHttp ? "The reply is no HTTP." : null,
        _ when IsOfTheServer(reply) => null,
        { Status: 503 } => reply.Headers.ContainsKey("Retry-After") ? ProblemComplaint(input, reply) : "503 without Retry-After.",
        { Status: >= 500 } => $"Failed with {reply.Status}.",
        { Status: >= 400 } => ProblemComplaint(input, reply),
        _ => null,
    };

    /// <summary>The console tells people what is wrong, and they read pages.</summary>
    private static bool IsPage(RawReply reply) =>
        reply.Headers.GetValueOrDefault("Content-Type") == "text/html; charset=utf-8" && reply.Headers.ContainsKey("Content-Security-Policy");

    private static bool IsOfTheServer(RawReply reply) =>
        OfTheServer.Contains(reply.Status) && reply.Body.Length == 0 && reply.SaysClose && !reply.Headers.ContainsKey("X-Request-Id");

    private static string? ProblemComplaint(FuzzInput input, RawReply reply)
    {
        if (IsPage(reply))
        {
            return input.IsHead || System.Text.Encoding.UTF8.GetString(reply.Body).Contains("<h1", StringComparison.Ordinal) ? null : "The page doesn't say what is wrong.";
        }

        if (reply.Headers.GetValueOrDefault("Content-Type") != ProblemType)
        {
            return $"{reply.Status} is no {ProblemType}.";
        }

        if (input.IsHead)
        {
            return null;
        }

        try
        {
            var problem = JsonSerializer.Deserialize<JsonElement>(reply.Body);
            return problem.Text("type")?.StartsWith("urn:campuscafe:problem:", StringComparison.Ordinal) != true ? "The problem has no type."
                : string.IsNullOrEmpty(problem.Text("title")) || string.IsNullOrEmpty(problem.Text("detail")) ? "The problem doesn't say what is wrong."
                : null;
        }
        catch (JsonException)
        {
            return "The problem is no JSON.";
        }
    }
}
