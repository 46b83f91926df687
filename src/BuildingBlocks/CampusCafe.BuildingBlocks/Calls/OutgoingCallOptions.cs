using System.ComponentModel.DataAnnotations;

namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>Section <c>OutgoingCalls</c>.</summary>
public sealed class OutgoingCallOptions : IValidatableObject
{
    public const string Section = "OutgoingCalls";

    /// <summary>Calls under way at once, per module and host.</summary>
    [Range(1, 256, ErrorMessage = "OutgoingCalls:Concurrency must be between 1 and 256.")]
    public int Concurrency { get; set; } = 16;

    /// <summary>A host that has not renewed its lease for so long is dead or frozen, and another worker may try.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "OutgoingCalls:Lease must be between 1 second and 1 hour.")]
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(4);

    /// <summary>One try, with all that it reads, is given up after so long; a client's time-out beyond that has no effect.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00", ErrorMessage = "OutgoingCalls:GiveUpAfter must be between 1 second and 1 hour.")]
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Delay after the first inconclusive try; doubles from there.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "01:00:00", ErrorMessage = "OutgoingCalls:FirstRetryAfter must be between 10 ms and 1 hour.")]
    public TimeSpan FirstRetryAfter { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <summary>The delay never grows beyond this.</summary>
    [Range(typeof(TimeSpan), "00:00:00.01", "24:00:00", ErrorMessage = "OutgoingCalls:LongestRetryAfter must be between 10 ms and 24 hours.")]
    public TimeSpan LongestRetryAfter { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The share of each delay that is left to chance: 0 is none, 0.5 between half of the delay and all of it.</summary>
    [Range(0.0, 1.0, ErrorMessage = "OutgoingCalls:Jitter must be between 0 and 1.")]
    public double Jitter { get; set; } = 0.5;

    /// <summary>After so many tries the call parks and a person is told.</summary>
    [Range(1, 1000, ErrorMessage = "OutgoingCalls:AttemptsBeforeParking must be between 1 and 1000.")]
    public int AttemptsBeforeParking { get; set; } = 12;

    /// <summary>A parked call is still tried this often.</summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "24:00:00", ErrorMessage = "OutgoingCalls:ProbeParkedEvery must be between 50 ms and 24 hours.")]
    public TimeSpan ProbeParkedEvery { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How long a call that an open circuit refused to send waits until its next look.</summary>
    [Range(typeof(TimeSpan), "00:00:00.5", "01:00:00", ErrorMessage = "OutgoingCalls:CircuitBreak must be between 500 ms and 1 hour.")]
    public TimeSpan CircuitBreak { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// No call is put off for longer. One that lies further ahead was put off by a clock that was wrong, and counts as due.
    /// </summary>
    internal TimeSpan LongestDelay => new[] { LongestRetryAfter, ProbeParkedEvery, CircuitBreak }.Max();

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (FirstRetryAfter > LongestRetryAfter)
        {
            yield return new("OutgoingCalls:FirstRetryAfter must not be longer than OutgoingCalls:LongestRetryAfter.");
        }
    }
}
