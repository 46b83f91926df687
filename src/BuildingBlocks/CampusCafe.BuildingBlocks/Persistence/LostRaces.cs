using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Persistence;

internal static class LostRaces
{
    /// <summary>Somebody else was at the same rows: read again what is true now.</summary>
    public static bool IsLostRace(this IDatabase database, Exception exception) =>
        exception is DbUpdateConcurrencyException
        || (exception is DbUpdateException update && database.IsUniqueViolation(update))
        || database.IsRowLockTimeout(exception);
}
