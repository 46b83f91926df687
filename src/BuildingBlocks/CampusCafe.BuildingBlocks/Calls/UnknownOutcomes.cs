using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;

namespace CampusCafe.BuildingBlocks.Calls;

public static class UnknownOutcomes
{
    /// <summary>
    /// Whether something may have happened outside that nobody here knows of: a try ended without an answer, or nobody
    /// saw its end.
    /// </summary>
    public static Task<bool> HasUnknownOutcomeAsync(
        this ModuleDbContext context, Guid subjectId, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Set<OutgoingCall>().AnyAsync(
            call => call.SubjectId == subjectId
                && call.State != CallState.Settled
                && (call.LastOutcome == CallOutcome.Unknown
                    || (call.LastOutcome == CallOutcome.None && call.Attempts > 0 && call.LeaseUntil <= now)),
            cancellationToken);
}
