namespace CampusCafe.Simulators.Faults;

/// <summary><c>DELETE /faults</c>: all of them.</summary>
internal static class ClearFaults
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapDelete("/faults", static (FaultBoard board) =>
        {
            board.Clear();
            return Results.NoContent();
        });
}
