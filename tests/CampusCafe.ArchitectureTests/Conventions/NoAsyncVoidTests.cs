using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Conventions;

public sealed class NoAsyncVoidTests
{
    [Fact]
    public void Given_the_source_When_methods_are_read_Then_none_is_async_void() =>
        Violations.AreNone(NoAsyncVoid.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_methods_are_read_Then_async_void_is_found() => Violations.Are(
        [
            "CampusCafe.Kiosk.Conventions.AsyncVoid.Lambda is async void",
            "CampusCafe.Kiosk.Conventions.AsyncVoid.Method is async void",
        ],
        NoAsyncVoid.Find(Fixture.Assemblies));
}
