using System.Data.Common;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace CampusCafe.BuildingBlocks.Persistence;

/// <summary>Right after a commit, does what waited for it, and wakes the relays and workers for which it left something to do. Polling covers a lost nudge.</summary>
internal sealed class AfterCommitInterceptor(JobNudger nudger) : DbTransactionInterceptor
{
    public override async Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (eventData.Context is not ModuleDbContext context)
        {
            return;
        }

        context.Committed();
        if (context.JobsToNudge.Count > 0)
        {
            string[] jobs = [.. context.JobsToNudge];
            context.JobsToNudge.Clear();
            foreach (var job in jobs)
            {
                await nudger.NudgeAsync(job);
            }
        }
    }
}
