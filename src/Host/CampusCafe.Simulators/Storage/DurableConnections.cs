using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.Simulators.Storage;

/// <summary>Every commit reaches the disk before its answer is sent; SQLite forgets this setting with each connection.</summary>
internal sealed class DurableConnections : DbConnectionInterceptor
{
    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA synchronous = FULL";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
