using CampusCafe.BuildingBlocks.Console.Html;

namespace CampusCafe.UnitTests.Console;

public sealed class ShowTests
{
    [Theory]
    [InlineData(0.4, "< 1 ms")]
    [InlineData(12, "12 ms")]
    [InlineData(3_400, "3.4 s")]
    [InlineData(300_000, "5 min")]
    [InlineData(9_000_000, "2.5 h")]
    [InlineData(259_200_000, "3 d")]
    public void Given_a_span_When_shown_Then_in_the_unit_that_people_would_choose(double milliseconds, string shown) =>
        Assert.Equal(shown, Show.Span(TimeSpan.FromMilliseconds(milliseconds)));

    [Fact]
    public void Given_nothing_When_shown_Then_a_dash() =>
        Assert.Equal(("–", "–", "–"), (Show.Span(null), Show.Count(null), Show.Time(null).ToString()));

    [Fact]
    public void Given_values_When_drawn_as_a_spark_Then_they_fill_the_box() =>
        Assert.Equal("M0 19L50 10L100 1", Charts.Spark([0, 1, 2]));
}
