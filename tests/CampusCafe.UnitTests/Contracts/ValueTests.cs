using System.Text.Json;
using CampusCafe.BuildingBlocks.Contracts;

namespace CampusCafe.UnitTests.Contracts;

public sealed class ValueTests
{
    [Fact]
    public void Given_prices_When_multiplied_and_added_Then_minor_units_add_up() =>
        Assert.Equal(new Money(1650, "JPY"), (new Money(450, "JPY") * new Quantity(3)) + new Money(300, "JPY"));

    [Fact]
    public void Given_two_currencies_When_added_Then_refused() =>
        Assert.Throws<InvalidOperationException>(() => new Money(1, "JPY") + new Money(1, "EUR"));

    [Fact]
    public void Given_amounts_that_do_not_fit_When_added_or_multiplied_Then_refused()
    {
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "JPY") + new Money(1, "JPY"));
        Assert.Throws<OverflowException>(() => new Money(long.MaxValue, "JPY") * new Quantity(2));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Given_less_than_one_When_made_a_quantity_Then_refused(int value) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Quantity(value));

    [Fact]
    public void Given_item_ids_that_differ_in_case_When_compared_Then_equal() => Assert.Equal(new ItemId("Cake"), new ItemId("cake"));

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    public void Given_nothing_When_made_an_item_id_Then_refused(string value) => Assert.Throws<ArgumentException>(() => new ItemId(value));

    [Fact]
    public void Given_an_item_id_that_is_too_long_When_made_Then_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ItemId(new string('x', ItemId.MaxLength + 1)));

    [Fact]
    public void Given_a_line_When_written_as_json_and_read_Then_bare_values_and_the_same_line()
    {
        var line = new ItemQuantity(new ItemId("cake"), new Quantity(2));

        var json = JsonSerializer.Serialize(line, JsonSerializerOptions.Web);

        Assert.Equal("""{"itemId":"cake","quantity":2}""", json);
        Assert.Equal(line, JsonSerializer.Deserialize<ItemQuantity>(json, JsonSerializerOptions.Web));
    }

    [Fact]
    public void Given_an_order_id_When_written_as_json_and_read_Then_a_bare_uuid_and_the_same_id()
    {
        var id = new OrderId(Guid.Parse("01890000-0000-7000-8000-000000000000"));

        var json = JsonSerializer.Serialize(id);

        Assert.Equal("\"01890000-0000-7000-8000-000000000000\"", json);
        Assert.Equal(id, JsonSerializer.Deserialize<OrderId>(json));
    }
}
