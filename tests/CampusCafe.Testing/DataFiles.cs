using Microsoft.Data.Sqlite;

namespace CampusCafe.Testing;

/// <summary>The database files in a folder, looked at without the shop.</summary>
internal static class DataFiles
{
    private const string Sound = "ok";

    /// <summary>What SQLite's own check of every file finds; empty when all are sound.</summary>
    public static async Task<IReadOnlyList<string>> DamagesAsync(string folder)
    {
        List<string> damages = [];
        foreach (var file in Directory.GetFiles(folder, "*.db"))
        {
            await using var connection = Open(file);
            await using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check";
            await using var lines = await command.ExecuteReaderAsync();
            while (await lines.ReadAsync())
            {
                if (lines.GetString(0) is not Sound and var damage)
                {
                    damages.Add($"{Path.GetFileName(file)}: {damage}");
                }
            }
        }

        return damages;
    }

    /// <summary>Not pooled: nothing holds the file once the connection is disposed.</summary>
    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }
}
