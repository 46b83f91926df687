namespace CampusCafe.Simulators.Payments;

internal static class PaymentsRoutes
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        CreateIntent.Map(routes);
        CaptureIntent.Map(routes);
        CancelIntent.Map(routes);
        GetIntent.Map(routes);
        ListIntents.Map(routes);
        CreateRefund.Map(routes);
        ListRefunds.Map(routes);
    }
}
