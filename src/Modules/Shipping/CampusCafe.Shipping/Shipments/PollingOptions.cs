using System.ComponentModel.DataAnnotations;

namespace CampusCafe.Shipping.Shipments;

/// <summary>Section <c>Shipping:Polling</c>.</summary>
internal sealed class PollingOptions
{
    public const string Section = "Shipping:Polling";

    /// <summary>How often shipments that are due are looked for.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "1.00:00:00", ErrorMessage = "Shipping:Polling:Interval must be between 50 ms and 1 day.")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a shipment is left alone between two questions about it.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "30.00:00:00", ErrorMessage = "Shipping:Polling:Every must be between 50 ms and 30 days.")]
    public TimeSpan Every { get; set; } = TimeSpan.FromSeconds(30);
}
