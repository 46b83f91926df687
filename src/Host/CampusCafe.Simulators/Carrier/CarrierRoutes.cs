namespace CampusCafe.Simulators.Carrier;

internal static class CarrierRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        CreateShipment.Map(routes);
        CancelShipment.Map(routes);
        DispatchShipment.Map(routes);
        GetShipment.Map(routes);
        SimulateEvent.Map(routes);
    }
}
