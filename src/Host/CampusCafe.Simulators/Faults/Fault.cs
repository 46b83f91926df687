namespace CampusCafe.Simulators.Faults;

/// <summary>One fault on the board. <see cref="Operation"/> null means all, <see cref="Times"/> null until cleared.</summary>
internal sealed record Fault(FaultTarget Target, Operation? Operation, FaultMode Mode, int? Times);
