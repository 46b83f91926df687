using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>
/// Renews a lease while its try goes on, so that it can be short: what a dead host had under way is soon another's, and
/// a slow provider's answer is still awaited by one host only.
/// </summary>
internal sealed class LeaseKeeper<TContext>(
    IServiceScopeFactory scopes, IDatabase database, OutageLog outages, IOptions<OutgoingCallOptions> options, TimeProvider time)
    where TContext : ModuleDbContext
{
    /// <summary>4: two renewals may come to nothing; or one may wait for a lock in vain, for two seconds, and the next still be in time.</summary>
    private const int RenewalsPerLease = 4;

    /// <summary>Until the token says that the try has ended, or another host has taken the call over.</summary>
    public async Task KeepAsync(CallLease lease, CancellationToken ended)
    {
        try
        {
            using var timer = new PeriodicTimer(options.Value.Lease / RenewalsPerLease, time);
            while (await timer.WaitForNextTickAsync(ended) && await RenewAsync(lease, ended))
            {
            }
        }
#pragma warning disable CA1031 // A renewal that is cut off says so in its database's own way, SqlClient by an SqlException.
        catch (Exception) when (ended.IsCancellationRequested)
#pragma warning restore CA1031
        {
            // The try has ended.
        }
    }

    /// <returns>False when it is another's.</returns>
    private async Task<bool> RenewAsync(CallLease lease, CancellationToken cancellationToken)
    {
        var until = time.GetUtcNow() + options.Value.Lease;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            // Beside the version: whoever changes the call meanwhile (a webhook makes it due) has lost no race by this.
            return await scope.ServiceProvider.GetRequiredService<TContext>().Set<OutgoingCall>()
                .Where(call => call.SubjectId == lease.Request.SubjectId && call.Operation == lease.Request.Operation && call.LeaseOwner == lease.Owner)
                .ExecuteUpdateAsync(call => call.SetProperty(c => c.LeaseUntil, until), cancellationToken) > 0;
        }
        catch (Exception exception) when (outages.IsOutage(exception) || database.IsLockTimeout(exception))
        {
            return true; // The next renewal may get through.
        }
    }
}
