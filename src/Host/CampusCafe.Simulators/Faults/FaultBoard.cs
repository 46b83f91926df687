namespace CampusCafe.Simulators.Faults;

/// <summary>The faults that wait for requests. In memory only: a restart clears them.</summary>
internal sealed class FaultBoard
{
    private readonly Lock gate = new();
    private readonly Dictionary<(FaultTarget Target, Operation? Operation), Fault> faults = [];

    /// <param name="target">The provider.</param>
    /// <param name="operation">Null for every operation of the target.</param>
    /// <param name="mode">Null removes the fault.</param>
    /// <param name="times">How many requests it hits; null until it is cleared.</param>
    public void Set(FaultTarget target, Operation? operation, FaultMode? mode, int? times)
    {
        lock (gate)
        {
            if (mode is { } active)
            {
                faults[(target, operation)] = new Fault(target, operation, active, times);
            }
            else
            {
                faults.Remove((target, operation));
            }
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            faults.Clear();
        }
    }

    public IReadOnlyList<Fault> List()
    {
        lock (gate)
        {
            return [.. faults.Values];
        }
    }

    /// <summary>The fault that this request meets; uses one of its times up. An exact operation beats the wildcard.</summary>
    public FaultMode? Take(FaultTarget target, Operation operation)
    {
        lock (gate)
        {
            var fault = faults.GetValueOrDefault((target, operation)) ?? faults.GetValueOrDefault((target, null));
            if (fault is null || (fault.Mode is FaultMode.Decline && operation is Operation.Inquire))
            {
                return null; // A question can't be declined, so a wildcard decline waits for a request that can.
            }

            if (fault.Times is { } times)
            {
                Set(target, fault.Operation, times > 1 ? fault.Mode : null, times - 1);
            }

            return fault.Mode;
        }
    }
}
