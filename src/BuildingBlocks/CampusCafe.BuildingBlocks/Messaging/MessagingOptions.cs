using System.ComponentModel.DataAnnotations;

namespace CampusCafe.BuildingBlocks.Messaging;

/// <summary>Section <c>Messaging</c>.</summary>
public sealed class MessagingOptions : IValidatableObject
{
    public const string Section = "Messaging";

    /// <summary>New messages per transaction of a consumer. Up to five that failed before share it.</summary>
    [Range(1, 1000, ErrorMessage = "Messaging:BatchSize must be between 1 and 1000.")]
    public int BatchSize { get; set; } = 100;

    /// <summary>
    /// Whether hosts take turns at a consumer, by a lock of the database. It saves them work in vain, and no more: without
    /// it effects happen once and in order as well.
    /// </summary>
    public bool LockConsumers { get; set; } = true;

    /// <summary>How often a host looks for work that nobody was nudged for: a nudge after each commit makes it quick, polling makes it certain.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:05:00", ErrorMessage = "Messaging:PollInterval must be between 50 ms and 5 minutes.")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>A message that has failed alone this often becomes a dead letter.</summary>
    [Range(1, 1000, ErrorMessage = "Messaging:MaxAttempts must be between 1 and 1000.")]
    public int MaxAttempts { get; set; } = 10;

    /// <summary>Delay after the first failure; doubles from there.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00", ErrorMessage = "Messaging:FirstRetryAfter must be between 10 ms and 1 hour.")]
    public TimeSpan FirstRetryAfter { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The delay never grows beyond this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "1.00:00:00", ErrorMessage = "Messaging:LongestRetryAfter must be between 10 ms and 24 hours.")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>The share of each delay that is left to chance: 0 is none, 0.5 between half of the delay and all of it.</summary>
    [Range(0.0, 1.0, ErrorMessage = "Messaging:Jitter must be between 0 and 1.")]
    public double Jitter { get; set; } = 0.5;

    /// <summary>How long logs, inboxes and settled calls are kept. Longer than any duplicate can come late.</summary>
    [Range(typeof(TimeSpan), "01:00:00", "3650.00:00:00", ErrorMessage = "Messaging:Retention must be between 1 hour and 10 years.")]
    public TimeSpan Retention { get; set; } = TimeSpan.FromDays(30);

    /// <summary>By the consumer's name: where its retries differ from the above.</summary>
    public Dictionary<string, ConsumerRetryOptions> Consumers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FirstRetryAfter > LongestRetryAfter)
        {
            yield return new("Messaging:FirstRetryAfter must not be longer than Messaging:LongestRetryAfter.");
        }

        foreach (var (consumer, own) in Consumers)
        {
            var section = $"{Section}:{nameof(Consumers)}:{consumer}";
            List<ValidationResult> failures = [];
            Validator.TryValidateObject(own, new ValidationContext(own), failures, validateAllProperties: true);
            foreach (var failure in failures)
            {
                yield return new($"{section}:{failure.ErrorMessage}");
            }

            var retry = RetryOf(consumer);
            if (failures.Count == 0 && retry.FirstRetryAfter > retry.LongestRetryAfter)
            {
                yield return new(
                    $"{section}:FirstRetryAfter must not be longer than {section}:LongestRetryAfter; what isn't set there is taken from {Section}, "
                    + $"and they come to {retry.FirstRetryAfter} and {retry.LongestRetryAfter}.");
            }
        }
    }

    internal RetryPolicy RetryOf(string consumer)
    {
        var own = Consumers.GetValueOrDefault(consumer);
        return new RetryPolicy(
            own?.MaxAttempts ?? MaxAttempts, own?.FirstRetryAfter ?? FirstRetryAfter, own?.LongestRetryAfter ?? LongestRetryAfter, own?.Jitter ?? Jitter);
    }
}
