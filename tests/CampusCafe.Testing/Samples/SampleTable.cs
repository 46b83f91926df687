using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;

namespace CampusCafe.Testing.Samples;

/// <summary>One table whose rows are copied.</summary>
internal sealed class SampleTable(string module, DbConnection connection, ISqlGenerationHelper sql, ITable definition)
{
    private readonly string table = sql.DelimitIdentifier(definition.Name, definition.Schema);
    private readonly string[] key = [.. definition.PrimaryKey!.Columns.Select(column => sql.DelimitIdentifier(column.Name))];

    /// <summary>Without those that the database fills.</summary>
    private readonly string[] columns = [.. definition.Columns.Where(column => !IsFilled(column)).Select(column => sql.DelimitIdentifier(column.Name))];

    /// <summary>Its module's name and its own.</summary>
    public string Name => $"{module}.{definition.Name}";

    public async Task<HashSet<string>> KeysAsync() => [.. (await ReadAsync(key)).Select(KeyOf)];

    /// <summary>Takes away the rows that are new, and writes all copies of them.</summary>
    /// <param name="standing">The keys of the rows that aren't.</param>
    /// <param name="copies">One copy of each row for each of them.</param>
    /// <returns>How many rows were written.</returns>
    public async Task<long> MultiplyAsync(HashSet<string> standing, IEnumerable<SampleCopy> copies)
    {
        var keys = await ReadAsync(key);
        var isNew = keys.Select(row => !standing.Contains(KeyOf(row))).ToList();
        var rows = (await ReadAsync(columns)).Where((_, i) => isNew[i]).Select(row => row.Select(CopiedValue.Of).ToArray()).ToList();
        if (rows.Count == 0)
        {
            return 0;
        }

        await using var transaction = await connection.BeginTransactionAsync();
        foreach (var old in keys.Where((_, i) => isNew[i]))
        {
            await using var delete = Command($"DELETE FROM {table} WHERE {string.Join(" AND ", key.Select((column, i) => $"{column} = @p{i}"))}", old);
            await delete.ExecuteNonQueryAsync();
        }

        var written = connection is NpgsqlConnection server
            ? await CopyAsync(server, rows, copies, await TypesAsync())
            : await InsertAsync(rows, copies);
        await transaction.CommitAsync();
        return written;
    }

    private async Task<long> InsertAsync(List<Func<SampleCopy, object>[]> rows, IEnumerable<SampleCopy> copies)
    {
        var written = 0L;
        await using var insert = Command(
            $"INSERT INTO {table} ({string.Join(", ", columns)}) VALUES ({string.Join(", ", columns.Select((_, i) => $"@p{i}"))})", new object[columns.Length]);
        foreach (var copy in copies)
        {
            foreach (var row in rows)
            {
                for (var i = 0; i < row.Length; i++)
                {
                    insert.Parameters[i].Value = row[i](copy);
                }

                written += await insert.ExecuteNonQueryAsync();
            }
        }

        return written;
    }

    private async Task<long> CopyAsync(NpgsqlConnection server, List<Func<SampleCopy, object>[]> rows, IEnumerable<SampleCopy> copies, string[] types)
    {
        await using var import = await server.BeginBinaryImportAsync($"COPY {table} ({string.Join(", ", columns)}) FROM STDIN (FORMAT BINARY)");
        foreach (var copy in copies)
        {
            foreach (var row in rows)
            {
                await import.StartRowAsync();
                for (var i = 0; i < row.Length; i++)
                {
                    await import.WriteAsync(row[i](copy), types[i]);
                }
            }
        }

        return (long)await import.CompleteAsync();
    }

    /// <summary>Always in the same order.</summary>
    private async Task<List<object[]>> ReadAsync(string[] chosen)
    {
        List<object[]> rows = [];
        await using var command = Command($"SELECT {string.Join(", ", chosen)} FROM {table} ORDER BY {string.Join(", ", key)}", []);
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            var row = new object[chosen.Length];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }

    /// <summary>The server's names of the columns' types.</summary>
    private async Task<string[]> TypesAsync()
    {
        await using var command = Command($"SELECT {string.Join(", ", columns)} FROM {table} LIMIT 0", []);
        await using var reader = await command.ExecuteReaderAsync();
        return [.. columns.Select((_, i) => reader.GetDataTypeName(i))];
    }

    private DbCommand Command(string text, object[] values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        for (var i = 0; i < values.Length; i++)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ($"p{i}", values[i]);
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static bool IsFilled(IColumn column) => column.PropertyMappings[0].Property is var property
        && property.ValueGenerated is not ValueGenerated.Never && (property.ClrType == typeof(long) || column.DefaultValueSql is not null || column.ComputedColumnSql is not null);

    private static string KeyOf(object[] values) => string.Join('|', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));
}
