using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Persistence;

public static class PatientMigration
{
    /// <summary>Migrates in one session that takes as long as it takes, and waits for the tables as long as that.</summary>
    /// <param name="context">Of the schema.</param>
    /// <param name="waitForLocks">The statement that lifts the session's time-out for locks.</param>
    /// <param name="cancellationToken">Between two statements.</param>
    public static async Task MigratePatientlyAsync(this DbContext context, string waitForLocks, CancellationToken cancellationToken)
    {
        var patience = context.Database.GetCommandTimeout();
        context.Database.SetCommandTimeout(TimeSpan.Zero);
        await context.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await context.Database.ExecuteSqlRawAsync(waitForLocks, cancellationToken);
            await context.Database.MigrateAsync(cancellationToken);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
            context.Database.SetCommandTimeout(patience);
        }
    }
}
