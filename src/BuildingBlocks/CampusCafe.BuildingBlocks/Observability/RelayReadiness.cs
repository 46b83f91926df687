using System.Globalization;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>
/// Whether messages are brought in time. A stalled key doesn't count, nor does a dead letter: a message that fails wherever
/// it is tried must not take every host out of service. Looked at once a second at most, however many ask.
/// </summary>
public sealed class RelayReadiness
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);

    private readonly RelayLag lag;
    private readonly DatabaseGate gate;
    private readonly OutageLog outages;
    private readonly TimeSpan oldest;

    internal RelayReadiness(RelayLag lag, DatabaseGate gate, OutageLog outages, IOptions<HealthOptions> options) =>
        (this.lag, this.gate, this.outages, oldest) = (lag, gate, outages, options.Value.OldestPendingMessage);

    /// <summary>Null when all is well, else a sentence for each consumer that is behind.</summary>
    public async Task<string?> FindTroubleAsync(CancellationToken cancellationToken)
    {
        if (!gate.IsOpen)
        {
            return null; // There is nothing to look at yet, and the database's check says so.
        }

        try
        {
            var late = (await lag.LookAsync(Fresh, cancellationToken)).Where(of => of.IsRelayedHere && of.OldestAge > oldest).ToArray();
            return late.Length == 0 ? null : string.Join(' ', late.Select(Describe));
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested && outages.IsOutage(exception))
        {
            return null; // The database's check says it.
        }
    }

    private string Describe(Lag of) => string.Create(
        CultureInfo.InvariantCulture,
        $"A message for {of.Consumer} has been waiting for {of.OldestAge!.Value.TotalSeconds:0} s, longer than Health:OldestPendingMessage ({oldest:c}); {of.Pending} are pending.");
}
