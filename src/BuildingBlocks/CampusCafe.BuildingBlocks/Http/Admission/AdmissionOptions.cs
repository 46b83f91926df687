using System.ComponentModel.DataAnnotations;

namespace CampusCafe.BuildingBlocks.Http.Admission;

/// <summary>Section <c>Admission</c>: how much the host takes on. What is beyond is answered 503 with Retry-After.</summary>
public sealed class AdmissionOptions
{
    public const string Section = "Admission";

    /// <summary>Requests worked on at once in each lane: checkouts, other customers' requests, webhooks, operators.</summary>
    [Range(1, 10_000, ErrorMessage = "Admission:Concurrency must be between 1 and 10000.")]
    public int Concurrency { get; set; } = 32;

    /// <summary>Requests that wait for their turn in each lane; 0: none waits.</summary>
    [Range(0, 10_000, ErrorMessage = "Admission:Queue must be between 0 and 10000.")]
    public int Queue { get; set; } = 64;

    /// <summary>Customers who wait for their order's outcome (Prefer: wait) at once; whoever is beyond is answered without.</summary>
    [Range(0, 10_000, ErrorMessage = "Admission:Waiters must be between 0 and 10000.")]
    public int Waiters { get; set; } = 64;

    /// <summary>With so many undelivered messages and open calls no new order is taken.</summary>
    [Range(1, 1_000_000, ErrorMessage = "Admission:MaxBacklog must be between 1 and 1000000.")]
    public int MaxBacklog { get; set; } = 1000;

    /// <summary>Nor while a message is this old that no failure holds back. The default leaves several hops room within Ordering:Deadline.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00", ErrorMessage = "Admission:MaxBacklogAge must be between 100 ms and 1 hour.")]
    public TimeSpan MaxBacklogAge { get; set; } = TimeSpan.FromSeconds(10);
}
