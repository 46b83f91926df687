using CampusCafe.BuildingBlocks.Scheduling;

namespace CampusCafe.UnitTests.Scheduling;

public sealed class JobScheduleTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("00:00:15", "00:00:15", 15)]
    [InlineData(" 0:05:00 ", "00:05:00", 300)]
    [InlineData("1.00:00:00", "1.00:00:00", 86_400)]
    public void Given_an_interval_When_parsed_Then_it_fires_so_often(string text, string stored, int seconds)
    {
        var schedule = JobSchedule.TryParse(text, Noon, out var wrong);

        Assert.Null(wrong);
        Assert.Equal(stored, schedule!.Text);
        Assert.Equal(Enumerable.Range(1, 5).Select(i => Noon.AddSeconds(i * seconds)), schedule.Next(Noon, 5));
    }

    [Fact]
    public void Given_a_cron_expression_When_parsed_Then_it_fires_by_it_in_utc()
    {
        var schedule = JobSchedule.TryParse("0 30 3 * * ?", Noon, out var wrong);

        Assert.Null(wrong);
        Assert.True(schedule!.IsCron);
        Assert.Equal(Enumerable.Range(1, 5).Select(day => Noon.Date.AddDays(day).AddHours(3.5)), schedule.Next(Noon, 5).Select(at => at.UtcDateTime));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("often")]
    [InlineData("0 61 * * * ?")]
    [InlineData("00:00:00.5")]
    [InlineData("-00:01:00")]
    [InlineData("8.00:00:00")]
    [InlineData("0 0 0 30 2 ?")]
    [InlineData("0 0 0 1 1 ? 2020")]
    [InlineData("99 * * * * ?")]
    public void Given_neither_When_parsed_Then_it_says_why(string? text)
    {
        Assert.Null(JobSchedule.TryParse(text, Noon, out var wrong));
        Assert.False(string.IsNullOrWhiteSpace(wrong));
    }
}
