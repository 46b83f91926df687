namespace CampusCafe.BuildingBlocks.Calls;

/// <summary>A worker's right to make one try, for a limited time.</summary>
/// <param name="Request">What is to be sent.</param>
/// <param name="Owner">The worker.</param>
/// <param name="Number">Of the try.</param>
/// <param name="Generation">Of the key.</param>
/// <param name="CorrelationId">Of the call.</param>
/// <param name="TraceParent">Of the call.</param>
internal sealed record CallLease(
    CallRequest Request, string Owner, int Number, int Generation, string CorrelationId, string? TraceParent);
