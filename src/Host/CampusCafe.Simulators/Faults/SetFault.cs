using System.Text.Json;
using CampusCafe.Simulators.Hosting;

namespace CampusCafe.Simulators.Faults;

/// <summary>
/// <c>POST /faults {target, operation, mode, times?}</c>: sets, replaces or (mode <c>none</c>) removes one fault.
/// </summary>
internal static class SetFault
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/faults", static async (HttpContext http, FaultBoard board) =>
        {
            var body = await StrictJson.ReadAsync(http.Request, ["target", "operation", "mode", "times"], http.RequestAborted);
            var command = Command.Read(body);
            if (body.Errors.Count > 0)
            {
                return Results.ValidationProblem(body.Errors);
            }

            board.Set(command.Target!.Value, command.Operation, command.Mode, command.Times);
            return Results.NoContent();
        });

    private sealed record Command(FaultTarget? Target, Operation? Operation, FaultMode? Mode, int? Times)
    {
        public static Command Read(StrictJson body)
        {
            var target = ReadTarget(body);
            var operation = ReadOperation(body, target);
            return new Command(target, operation, ReadMode(body, operation), ReadTimes(body));
        }

        private static FaultTarget? ReadTarget(StrictJson body)
        {
            if (FaultNames.Targets.TryGetValue(body.Text("target"), out var target))
            {
                return target;
            }

            body.Refuse("target", $"target must be one of: {string.Join(", ", FaultNames.Targets.Keys)}.");
            return null;
        }

        private static Operation? ReadOperation(StrictJson body, FaultTarget? target)
        {
            var name = body.Text("operation");
            if (name == FaultNames.Any)
            {
                return null;
            }

            var known = target is { } t ? FaultNames.OperationsOf[t] : Enum.GetValues<Operation>();
            if (FaultNames.Operations.TryGetValue(name, out var operation) && known.Contains(operation))
            {
                return operation;
            }

            body.Refuse("operation", $"operation must be one of: {string.Join(", ", known.Select(FaultNames.Of))}, {FaultNames.Any}.");
            return null;
        }

        private static FaultMode? ReadMode(StrictJson body, Operation? operation)
        {
            var name = body.Text("mode");
            if (name == FaultNames.None)
            {
                return null;
            }

            if (!FaultNames.Modes.TryGetValue(name, out var mode))
            {
                body.Refuse("mode", $"mode must be one of: {FaultNames.None}, {string.Join(", ", FaultNames.Modes.Keys)}.");
            }
            else if (mode is FaultMode.Decline && operation is Faults.Operation.Inquire)
            {
                body.Refuse("mode", "mode decline does not apply to inquire: a question can't be declined.");
            }

            return mode;
        }

        private static int? ReadTimes(StrictJson body)
        {
            if (body.Field("times") is not { ValueKind: not JsonValueKind.Null } times)
            {
                return null;
            }

            if (times.ValueKind is JsonValueKind.Number && times.TryGetInt32(out var number) && number >= 1)
            {
                return number;
            }

            body.Refuse("times", "times must be a whole number from 1.");
            return null;
        }
    }
}
