using System.ComponentModel.DataAnnotations;

namespace CampusCafe.Ordering;

/// <summary>Section <c>Ordering</c>.</summary>
internal sealed class OrderingOptions : IValidatableObject
{
    public const string Section = "Ordering";

    /// <summary>How long an order may take until it is prepared; afterwards it is undone.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "1.00:00:00", ErrorMessage = "Ordering:Deadline must be between 100 ms and 1 day.")]
    public TimeSpan Deadline { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>How long stock is set aside without being committed.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "30.00:00:00", ErrorMessage = "Ordering:HoldTimeToLive must be between 100 ms and 30 days.")]
    public TimeSpan HoldTimeToLive { get; set; } = TimeSpan.FromMinutes(15);

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (HoldTimeToLive <= Deadline)
        {
            yield return new("Ordering:HoldTimeToLive must be longer than Ordering:Deadline: a hold may not expire under a living order.");
        }
    }
}
