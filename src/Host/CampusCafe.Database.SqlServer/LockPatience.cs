using System.Data.Common;
using System.Globalization;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.Database.SqlServer;

/// <summary>Lets no statement wait for a lock for ever, as a session does unless it is told otherwise: told at each opening, since the pool's reset forgets it.</summary>
internal sealed class LockPatience(TimeSpan patience) : DbConnectionInterceptor
{
    private readonly string statement = string.Create(CultureInfo.InvariantCulture, $"SET LOCK_TIMEOUT {patience.TotalMilliseconds:F0}");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = statement;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
