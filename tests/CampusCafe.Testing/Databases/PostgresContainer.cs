using System.ComponentModel;
using System.Diagnostics;
using Npgsql;

namespace CampusCafe.Testing.Databases;

/// <summary>In Docker, for machines without binaries of PostgreSQL.</summary>
/// <param name="id">Of the container.</param>
/// <param name="port">Chosen here: one of Docker's choice would be another after a restart.</param>
internal sealed class PostgresContainer(string id, int port) : IOwnServer
{
    private const string Image = "postgres:17";

    public string ConnectionString => $"Host=127.0.0.1;Port={port};Username=postgres;Database=postgres";

    /// <summary>Null where there is no Docker, or none that answers.</summary>
    public static async Task<PostgresContainer?> CreateAsync()
    {
        try
        {
            await DockerAsync("info");
        }
        catch (Exception exception) when (exception is Win32Exception or InvalidOperationException)
        {
            return null;
        }

        var port = PostgresServer.FreePort();
        var id = await DockerAsync(
            "run", "--detach", "--publish", $"127.0.0.1:{port}:5432", "--env", "POSTGRES_HOST_AUTH_METHOD=trust", Image, "-c", "max_connections=500", "-c", "fsync=off");
        var container = new PostgresContainer(id, port);
        try
        {
            await container.AnswersAsync();
            return container;
        }
        catch
        {
            await container.DisposeAsync();
            throw;
        }
    }

    public Task StopAsync() => DockerAsync("kill", id);

    public async Task StartAsync()
    {
        await DockerAsync("start", id);
        await AnswersAsync();
    }

    public async ValueTask DisposeAsync() => await DockerAsync("rm", "--force", "--volumes", id);

    private Task AnswersAsync() => Eventually.TrueAsync(
        async () =>
        {
            try
            {
                await PostgresServer.ExecuteAsync(ConnectionString, "SELECT 1");
                return true;
            }
            catch (NpgsqlException)
            {
                return false;
            }
        },
        $"{Image} answers on port {port}");

    private static async Task<string> DockerAsync(params IReadOnlyList<string> arguments)
    {
        var start = new ProcessStartInfo("docker", arguments) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output.Trim() : throw new InvalidOperationException($"docker {string.Join(' ', arguments)} failed: {await errors}");
    }
}
