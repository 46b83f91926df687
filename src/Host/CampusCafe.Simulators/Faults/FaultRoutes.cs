namespace CampusCafe.Simulators.Faults;

internal static class FaultRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        SetFault.Map(routes);
        ListFaults.Map(routes);
        ClearFaults.Map(routes);
    }
}
