namespace CampusCafe.Simulators.Faults;

/// <summary><c>GET /faults</c>: the active ones, with the times that are left.</summary>
internal static class ListFaults
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapGet("/faults", static (FaultBoard board) => Results.Ok(board.List().Select(Line.Of)));

    internal sealed record Line(string Target, string Operation, string Mode, int? Times)
    {
        public static Line Of(Fault fault) => new(
            FaultNames.Of(fault.Target),
            fault.Operation is { } operation ? FaultNames.Of(operation) : FaultNames.Any,
            FaultNames.Of(fault.Mode),
            fault.Times);
    }
}
