using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Conventions;

public sealed class NoBlockingTests
{
    [Fact]
    public void Given_the_source_When_calls_are_read_Then_none_waits_for_a_task() =>
        Violations.AreNone(NoBlocking.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_calls_are_read_Then_waiting_ones_are_found() => Violations.Are(
        [
            "CampusCafe.Kiosk.Conventions.Blocking.BesideAnAwait uses System.Runtime.CompilerServices.TaskAwaiter`1.GetResult",
            "CampusCafe.Kiosk.Conventions.Blocking.Configured uses System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1.ConfiguredTaskAwaiter.GetResult",
            "CampusCafe.Kiosk.Conventions.Blocking.GetResult uses System.Runtime.CompilerServices.TaskAwaiter.GetResult",
            "CampusCafe.Kiosk.Conventions.Blocking.Lambda uses System.Threading.Tasks.Task`1.get_Result",
            "CampusCafe.Kiosk.Conventions.Blocking.Result uses System.Threading.Tasks.Task`1.get_Result",
            "CampusCafe.Kiosk.Conventions.Blocking.ValueTaskResult uses System.Threading.Tasks.ValueTask`1.get_Result",
            "CampusCafe.Kiosk.Conventions.Blocking.Wait uses System.Threading.Tasks.Task.Wait",
            "CampusCafe.Kiosk.Conventions.Blocking.WaitAll uses System.Threading.Tasks.Task.WaitAll",
        ],
        NoBlocking.Find(Fixture.Assemblies));
}
