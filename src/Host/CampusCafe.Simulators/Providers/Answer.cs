namespace CampusCafe.Simulators.Providers;

/// <summary>What a provider answers: status and JSON, kept byte for byte for replays.</summary>
internal sealed record Answer(int Status, string Body)
{
    /// <summary>False for a request that was refused before it began to execute: nothing is kept under its key.</summary>
    public bool Executed { get; init; } = true;

    public bool Replayed { get; init; }

    public async Task WriteAsync(HttpContext http)
    {
        http.Response.StatusCode = Status;
        http.Response.ContentType = "application/json";
        if (Replayed)
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
        }

        await http.Response.WriteAsync(Body, http.RequestAborted);
    }
}
