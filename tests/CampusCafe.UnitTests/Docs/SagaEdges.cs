using CampusCafe.Ordering.Orders;
using CampusCafe.UnitTests.Sagas.Search;

namespace CampusCafe.UnitTests.Docs;

/// <summary>
/// The saga has no table: its edges are what the exhaustive search meets. Giving every input to every value instead would
/// draw arrows that no module's reply can ever cause.
/// </summary>
internal static class SagaEdges
{
    private const string Outside = "[*]";

    private static readonly Bounds AllThatConcernsTheSaga =
        new() { Refusals = true, Expiry = true, Cancels = 1, Deadlines = 1, LoneActs = 1, Losses = 1 };

    public static IEnumerable<Edge> All()
    {
        var met = Met();
        var changing = met
            .Where(step => step.Now.State != step.Then.Next.State || step.Then.Commands.Length > 0)
            .OrderBy(step => (step.Now.State, step.Then.Next.State, step.Input, Commands(step.Then)))
            .Select(step => new Edge(Name(step.Now), Name(step.Then.Next), step.Input.ToString(), Commands(step.Then)));
        var ends = met.Select(step => step.Then.Next).Where(saga => saga.IsTerminal).OrderBy(saga => saga.State);
        return
        [
            new(Outside, Name(Saga.Start.Next), "", Commands(Saga.Start)),
            .. changing.Distinct(),
            .. ends.Select(saga => new Edge(Name(saga), Outside, "", "")).Distinct(),
        ];
    }

    private static List<(Saga Now, SagaInput Input, SagaStep Then)> Met()
    {
        List<(Saga, SagaInput, SagaStep)> met = [];
        var finding = Exploration.Of(AllThatConcernsTheSaga, new()
        {
            Decide = (saga, input) =>
            {
                var step = saga.On(input);
                met.Add((saga, input, step));
                return step;
            },
        });
        Assert.Null(finding.Violation);
        return met;
    }

    private static string Name(Saga saga) => saga.State.ToString();

    private static string Commands(SagaStep step) => string.Join(", ", step.Commands);
}
