using System.Data.Common;
using CampusCafe.Testing.Databases;
using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.IntegrationTests.SqlServer;

/// <summary>
/// A SQL Server that isn't there. EF Core gets a connection that takes down what it is sent, transactions included, and
/// answers from what the test has laid out.
/// </summary>
internal sealed class SilentServer : DbConnectionInterceptor
{
    private readonly List<SentCommand> commands = [];
    private readonly List<string> lines = [];
    private readonly Dictionary<string, List<Row>> tables = [];

    public IReadOnlyList<SentCommand> Commands => commands;

    /// <summary>Of every connection that was made.</summary>
    public HashSet<string> ConnectionStrings { get; } = [];

    /// <summary>All that was sent, in order.</summary>
    public string Transcript => string.Concat(lines.Select(line => $"{line}\n"));

    /// <summary>By table, what any question to it finds; nothing where nothing was laid out. What is written changes nothing.</summary>
    public List<Row> this[string table] => tables.TryGetValue(table, out var rows) ? rows : tables[table] = [];

    /// <summary>Told each statement after it was taken down: to change what the next one finds.</summary>
    public Action<string> OnTaken { get; set; } = _ => { };

    /// <summary>Begins a new page.</summary>
    public void Forget()
    {
        commands.Clear();
        lines.Clear();
    }

    public override InterceptionResult<DbConnection> ConnectionCreating(ConnectionCreatingEventData eventData, InterceptionResult<DbConnection> result)
    {
        ConnectionStrings.Add(eventData.ConnectionString!);
        return InterceptionResult<DbConnection>.SuppressWithResult(new SilentConnection(this));
    }

    internal void Note(string what) => lines.Add($"-- {what}");

    internal void Take(string text, SqlParameterCollection parameters, bool inTransaction)
    {
        commands.Add(new SentCommand(text, parameters.Count, inTransaction));
        lines.AddRange(text.ReplaceLineEndings("\n").Trim().Split('\n'));
        if (parameters.Count > 0)
        {
            lines.Add($"-- {string.Join(", ", parameters.Cast<SqlParameter>().Select(Describe))}");
        }

        lines.Add(string.Empty);
        OnTaken(text);
    }

    private static string Describe(SqlParameter parameter)
    {
        var size = parameter.Size switch { > 0 and var length => $"({length})", -1 => "(max)", _ => string.Empty };
        var value = parameter.SqlDbType is System.Data.SqlDbType.Int ? $" = {parameter.Value}" : string.Empty; // Limits are such; ids and times differ from run to run.
        return $"{parameter.ParameterName} {parameter.SqlDbType.ToString().ToLowerInvariant()}{size}{value}";
    }
}

/// <param name="Text">As sent.</param>
/// <param name="Parameters">How many.</param>
/// <param name="InTransaction">Whether a transaction was open.</param>
internal sealed record SentCommand(string Text, int Parameters, bool InTransaction);

/// <summary>By column, also those of the tables that are joined.</summary>
internal sealed class Row : Dictionary<string, object?>;

/// <summary>Settings that lead nowhere.</summary>
internal sealed class NoData : ShopData
{
    public override IReadOnlyList<string> Settings =>
        ["Database:Provider=SqlServer", "Database:ConnectionString=Server=nowhere;Database=campuscafe;MultipleActiveResultSets=true"];

    public override Task<ShopData> CopyAsync() => Task.FromResult<ShopData>(this);

    public override Task<IReadOnlyList<string>> DamagesAsync() => Task.FromResult<IReadOnlyList<string>>([]);

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
