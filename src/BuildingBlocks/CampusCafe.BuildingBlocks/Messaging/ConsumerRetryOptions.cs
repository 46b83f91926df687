using System.ComponentModel.DataAnnotations;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Section <c>Messaging:Consumers:{name}</c>: where one consumer differs from <see cref="MessagingOptions"/>.</summary>
public sealed class ConsumerRetryOptions
{
    /// <summary>Instead of <see cref="MessagingOptions.MaxAttempts"/>.</summary>
    [Range(1, 1000, ErrorMessage = "{0} must be between 1 and 1000.")]
    public int? MaxAttempts { get; set; }

    /// <summary>Instead of <see cref="MessagingOptions.FirstRetryAfter"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00", ErrorMessage = "{0} must be between 10 ms and 1 hour.")]
    public TimeSpan? FirstRetryAfter { get; set; }

    /// <summary>Instead of <see cref="MessagingOptions.LongestRetryAfter"/>.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00", ErrorMessage = "{0} must be between 10 ms and 24 hours.")]
    public TimeSpan? LongestRetryAfter { get; set; }

    /// <summary>Instead of <see cref="MessagingOptions.Jitter"/>.</summary>
    [Range(0.0, 1.0, ErrorMessage = "{0} must be between 0 and 1.")]
    public double? Jitter { get; set; }
}
