using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Boundaries;

public sealed class OnlyAllowedReferencesTests
{
    [Fact]
    public void Given_the_source_When_its_references_are_read_Then_all_are_allowed() =>
        Violations.AreNone(OnlyAllowedReferences.Find(References.Of(Source.Assemblies)));

    [Fact]
    public void Given_the_fixture_When_what_it_uses_is_read_Then_wrong_references_are_found() => Violations.Are(
        [
            "CampusCafe.Bakery.Contracts references CampusCafe.BuildingBlocks",
            "CampusCafe.Bakery.Contracts references MediatR",
            // By the code of a generator that comes along with BuildingBlocks.
            "CampusCafe.Bakery.Contracts references Microsoft.AspNetCore.OpenApi",
            "CampusCafe.Bakery.Contracts references Microsoft.OpenApi",
            "CampusCafe.Kiosk references CampusCafe.Bakery",
            "CampusCafe.Kiosk references CampusCafe.Bakery.Contracts",
            "CampusCafe.Kiosk references Mono.Cecil",
        ],
        OnlyAllowedReferences.Find(References.Used(Fixture.Assemblies)));

    [Fact]
    public void Given_the_fixture_When_its_projects_are_read_Then_an_unused_reference_is_found_too() => Violations.Are(
        [
            "CampusCafe.Bakery.Contracts references CampusCafe.BuildingBlocks",
            "CampusCafe.Bakery.Contracts references MediatR",
            "CampusCafe.Bakery.Contracts references Polly.Core",
            "CampusCafe.Kiosk references CampusCafe.Bakery",
            "CampusCafe.Kiosk references Mono.Cecil",
        ],
        OnlyAllowedReferences.Find(References.Declared(Fixture.Assemblies)));

    [Theory]
    [InlineData("CampusCafe.BuildingBlocks.Contracts", "CampusCafe.BuildingBlocks")]
    [InlineData("CampusCafe.BuildingBlocks.Contracts", "CampusCafe.Payments.Contracts")]
    [InlineData("CampusCafe.BuildingBlocks.Contracts", "MediatR")]
    [InlineData("CampusCafe.BuildingBlocks", "CampusCafe.Payments")]
    [InlineData("CampusCafe.BuildingBlocks", "CampusCafe.Payments.Contracts")]
    [InlineData("CampusCafe.BuildingBlocks", "CampusCafe.Database.Sqlite")]
    [InlineData("CampusCafe.BuildingBlocks", "Npgsql")]
    [InlineData("CampusCafe.Payments.Contracts", "CampusCafe.Payments")]
    [InlineData("CampusCafe.Payments.Contracts", "CampusCafe.Ordering.Contracts")]
    [InlineData("CampusCafe.Ordering.Contracts", "CampusCafe.Payments.Contracts")]
    [InlineData("CampusCafe.Ordering.Contracts", "CampusCafe.BuildingBlocks")]
    [InlineData("CampusCafe.Ordering.Contracts", "Newtonsoft.Json")]
    [InlineData("CampusCafe.Payments", "CampusCafe.Shipping.Contracts")]
    [InlineData("CampusCafe.Payments", "CampusCafe.Shipping")]
    [InlineData("CampusCafe.Ordering", "CampusCafe.Shipping")]
    [InlineData("CampusCafe.Operations", "CampusCafe.Ordering")]
    [InlineData("CampusCafe.Lab", "CampusCafe.Ordering")]
    [InlineData("CampusCafe.Lab", "CampusCafe.Host")]
    [InlineData("CampusCafe.Ordering", "CampusCafe.Simulators")]
    [InlineData("CampusCafe.Ordering", "CampusCafe.Database.Sqlite")]
    [InlineData("CampusCafe.Ordering", "Microsoft.Data.Sqlite")]
    [InlineData("CampusCafe.Ordering", "Microsoft.EntityFrameworkCore.Sqlite.Core")]
    [InlineData("CampusCafe.Ordering", "Npgsql.EntityFrameworkCore.PostgreSQL")]
    [InlineData("CampusCafe.Ordering", "Microsoft.Data.SqlClient")]
    [InlineData("CampusCafe.Database.Postgres", "CampusCafe.Database.Sqlite")]
    [InlineData("CampusCafe.Database.Postgres", "CampusCafe.Ordering.Contracts")]
    [InlineData("CampusCafe.Simulators", "CampusCafe.BuildingBlocks.Contracts")]
    [InlineData("CampusCafe.Simulators", "CampusCafe.Payments.Contracts")]
    [InlineData("CampusCafe.Host", "CampusCafe.UnitTests")]
    [InlineData("CampusCafe.Host", "CampusCafe.Ordering.Contracts")]
    [InlineData("CampusCafe.Host", "xunit.v3.core")]
    public void Given_a_reference_across_a_boundary_When_judged_Then_it_is_refused(string from, string to) =>
        Violations.Are([$"{from} references {to}"], OnlyAllowedReferences.Find([new(from, to, Framework: false)]));

    [Theory]
    [InlineData("CampusCafe.BuildingBlocks", "CampusCafe.BuildingBlocks.Contracts")]
    [InlineData("CampusCafe.Payments.Contracts", "CampusCafe.BuildingBlocks.Contracts")]
    [InlineData("CampusCafe.Payments", "CampusCafe.Payments.Contracts")]
    [InlineData("CampusCafe.Payments", "CampusCafe.BuildingBlocks")]
    [InlineData("CampusCafe.Ordering", "CampusCafe.Payments.Contracts")]
    [InlineData("CampusCafe.Operations", "CampusCafe.Ordering.Contracts")]
    [InlineData("CampusCafe.Lab", "CampusCafe.Ordering.Contracts")]
    [InlineData("CampusCafe.Database.Postgres", "CampusCafe.Ordering")]
    [InlineData("CampusCafe.Database.Postgres", "Npgsql")]
    [InlineData("CampusCafe.Host", "CampusCafe.Ordering")]
    [InlineData("CampusCafe.Host", "CampusCafe.Simulators")]
    public void Given_a_reference_of_the_design_When_judged_Then_it_is_allowed(string from, string to) =>
        Violations.AreNone(OnlyAllowedReferences.Find([new(from, to, Framework: false)]));
}
