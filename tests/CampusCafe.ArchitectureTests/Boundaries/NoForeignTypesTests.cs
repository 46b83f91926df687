using CampusCafe.ArchitectureTests.Reading;

namespace CampusCafe.ArchitectureTests.Boundaries;

public sealed class NoForeignTypesTests
{
    [Fact]
    public void Given_the_source_When_types_in_use_are_read_Then_none_is_another_modules() =>
        Violations.AreNone(NoForeignTypes.Find(Source.Assemblies));

    [Fact]
    public void Given_the_fixture_When_types_in_use_are_read_Then_foreign_ones_are_found() => Violations.Are(
        [
            "CampusCafe.Kiosk uses CampusCafe.Bakery.BakedAttribute",
            "CampusCafe.Bakery.Contracts.IBaker uses CampusCafe.BuildingBlocks.Messaging.IConsumer",
            "CampusCafe.Database.Tin.Migrations.Entity uses CampusCafe.Bakery.Loaf",
            "CampusCafe.Database.Tin.Migrations.Module uses CampusCafe.Bakery.BakeryModule",
            "CampusCafe.Kiosk.Boundaries.ByAttribute uses CampusCafe.Bakery.BakedAttribute",
            "CampusCafe.Kiosk.Boundaries.ByAttributeArgument.Property uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByBase uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByBase.ctor uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByBaseArgument uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByBaseArgument.ctor uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByConstraint`1 uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByInterface uses CampusCafe.Bakery.IRecipe",
            "CampusCafe.Kiosk.Boundaries.ByMember.Contract uses CampusCafe.Bakery.Contracts.BakeBread",
            "CampusCafe.Kiosk.Boundaries.ByMember.Event uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByMember.Nested.ctor uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByMember.Nested.field uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByMember.Parameter uses CampusCafe.Bakery.Oven.Heat",
            "CampusCafe.Kiosk.Boundaries.ByMember.Property uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByMember.Return uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByMember.ctor uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.ByMember.field uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.AsyncIterator uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.AsyncLambda uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.AsyncMethod uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.Call uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.Catch uses CampusCafe.Bakery.BurntException",
            "CampusCafe.Kiosk.Boundaries.InBody.Closure uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.GenericMethod uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.GenericType uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.Lambda uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.Local uses CampusCafe.Bakery.Oven.Heat",
            "CampusCafe.Kiosk.Boundaries.InBody.LocalFunction uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.MethodGroup uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.Pattern uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.Pointer uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Boundaries.InBody.TypeOf uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Conventions.UnsealedHandler uses CampusCafe.Bakery.Contracts.BakeBread",
            "CampusCafe.Kiosk.Conventions.UnsealedHandler.HandleAsync uses CampusCafe.Bakery.Contracts.BakeBread",
            "CampusCafe.Kiosk.Conventions.UnsealedHandler.ctor uses CampusCafe.Bakery.Contracts.BakeBread",
            "CampusCafe.Kiosk.Transactions.KioskDbContext uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Transactions.KioskDbContext.ConfigureModel uses CampusCafe.Bakery.Contracts.Dough",
            "CampusCafe.Kiosk.Transactions.KioskDbContext.ConfigureModel uses CampusCafe.Bakery.Oven",
            "CampusCafe.Kiosk.Transactions.KioskDbContext.Foreign uses CampusCafe.Bakery.Loaf",
            "CampusCafe.Kiosk.Transactions.TwoContexts.Nested.Count uses CampusCafe.Bakery.BakeryDbContext",
            "CampusCafe.Kiosk.Transactions.TwoContexts.Nested.ctor uses CampusCafe.Bakery.BakeryDbContext",
            "CampusCafe.Kiosk.Transactions.TwoContexts.Nested.foreign uses CampusCafe.Bakery.BakeryDbContext",
        ],
        NoForeignTypes.Find(Fixture.Assemblies));

    [Fact]
    public void Given_a_host_When_it_uses_more_of_a_module_than_it_shows_Then_that_is_found()
    {
        using var host = Assemblies.Read("CampusCafe.Database.Tin");
        host.Name.Name = "CampusCafe.Host";

        Violations.Are(
            [
                "CampusCafe.Database.Tin.Migrations.Context uses CampusCafe.Bakery.BakeryDbContext",
                "CampusCafe.Database.Tin.Migrations.Entity uses CampusCafe.Bakery.Loaf",
            ],
            NoForeignTypes.Find([host]));
    }
}
