using System.ComponentModel.DataAnnotations;

namespace CampusCafe.BuildingBlocks.Observability;

/// <summary>Section <c>Health</c>.</summary>
public sealed class HealthOptions
{
    public const string Section = "Health";

    /// <summary>
    /// The host isn't ready while a message is older than this that no failure holds back: its relays stand still, or are
    /// far behind. The default is twice what an order has until its deadline.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "7.00:00:00", ErrorMessage = "Health:OldestPendingMessage must be between 1 second and 7 days.")]
    public TimeSpan OldestPendingMessage { get; set; } = TimeSpan.FromMinutes(2);
}
