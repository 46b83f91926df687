namespace CampusCafe.Simulators.Faults;

internal enum FaultTarget
{
    Payments,
    Carrier,
}
