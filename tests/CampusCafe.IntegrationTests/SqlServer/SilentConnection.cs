using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.SqlClient;

namespace CampusCafe.IntegrationTests.SqlServer;

internal sealed class SilentConnection(SilentServer server) : DbConnection
{
    private ConnectionState state;

    public SilentServer Server => server;

    public SilentTransaction? Transaction { get; set; }

    [AllowNull]
    public override string ConnectionString { get; set; } = string.Empty;

    public override string Database => string.Empty;

    public override string DataSource => string.Empty;

    public override string ServerVersion => "16.00.0000";

    public override ConnectionState State => state;

    public override void ChangeDatabase(string databaseName) => throw new NotSupportedException();

    public override void Open() => state = ConnectionState.Open;

    public override void Close() => state = ConnectionState.Closed;

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel)
    {
        server.Note(isolationLevel is IsolationLevel.Unspecified ? "BEGIN TRANSACTION" : $"BEGIN TRANSACTION ({isolationLevel})");
        return Transaction = new SilentTransaction(this, isolationLevel);
    }

    protected override DbCommand CreateDbCommand() => new SilentCommand(this);
}

internal sealed class SilentTransaction(SilentConnection connection, IsolationLevel isolationLevel) : DbTransaction
{
    public override IsolationLevel IsolationLevel => isolationLevel;

    protected override DbConnection DbConnection => connection;

    public override void Commit() => End("COMMIT");

    public override void Rollback() => End("ROLLBACK");

    protected override void Dispose(bool disposing)
    {
        if (connection.Transaction == this)
        {
            End("ROLLBACK");
        }

        base.Dispose(disposing);
    }

    private void End(string how)
    {
        connection.Server.Note($"{how}\n");
        connection.Transaction = null;
    }
}

/// <summary>With SqlClient's parameters, so that types and sizes are what would be sent.</summary>
internal sealed class SilentCommand(SilentConnection connection) : DbCommand
{
    private readonly SqlCommand inner = new();

    [AllowNull]
    public override string CommandText { get; set; } = string.Empty;

    public override int CommandTimeout { get; set; }

    public override CommandType CommandType { get; set; } = CommandType.Text;

    public override bool DesignTimeVisible { get; set; }

    public override UpdateRowSource UpdatedRowSource { get; set; }

    protected override DbConnection? DbConnection { get; set; } = connection;

    protected override DbParameterCollection DbParameterCollection => inner.Parameters;

    protected override DbTransaction? DbTransaction { get; set; }

    public override void Cancel()
    {
    }

    public override void Prepare()
    {
    }

    public override int ExecuteNonQuery()
    {
        Take();
        return 1;
    }

    public override object? ExecuteScalar()
    {
        using var reader = ExecuteReader();
        return reader.Read() ? reader.GetValue(0) : null;
    }

    protected override DbParameter CreateDbParameter() => new SqlParameter();

    protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior)
    {
        Take();
        return new DataTableReader(SilentAnswers.To(CommandText, connection.Server));
    }

    protected override void Dispose(bool disposing)
    {
        inner.Dispose();
        base.Dispose(disposing);
    }

    private void Take() => connection.Server.Take(CommandText, inner.Parameters, connection.Transaction is not null);
}
