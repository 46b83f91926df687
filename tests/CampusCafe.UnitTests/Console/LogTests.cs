using CampusCafe.BuildingBlocks.Messaging;
using CampusCafe.BuildingBlocks.Operations;
using CampusCafe.Operations.Messages;

namespace CampusCafe.UnitTests.Console;

/// <summary>The logs of all modules, read as one.</summary>
public sealed class LogTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(null)]
    [InlineData("odd")]
    public async Task Given_two_modules_When_paged_through_Then_all_come_once_and_the_newest_first(string? type)
    {
        // The second has much to look through and finds little.
        var desk = new MessageDesk([new Log("inventory", [.. Times(9, step: 7)]), new Log("ordering", [.. Times(40, step: 1)])], []);

        var seen = await ReadAsync(desk, new MessageSearch(Type: type));

        Assert.Equal(type is null ? 49 : 4 + 20, seen.Distinct().Count());
        Assert.Equal(seen.OrderByDescending(message => message.OccurredAt).Select(message => message.MessageId), seen.Select(message => message.MessageId));
    }

    [Fact]
    public async Task Given_a_clock_that_went_back_When_paged_through_Then_all_come_once_and_it_ends()
    {
        var desk = new MessageDesk([new Log("inventory", [.. Times(9, step: 3).Select((at, i) => i == 4 ? at.AddDays(-1) : at)]), new Log("ordering", [.. Times(30, step: 1)])], []);

        var seen = await ReadAsync(desk, new MessageSearch(Type: "odd"));

        Assert.Equal(4 + 15, seen.Count);
        Assert.Equal(4 + 15, seen.Distinct().Count());
    }

    [Fact]
    public async Task Given_messages_written_between_two_pages_When_paged_on_Then_they_are_no_part_of_it()
    {
        List<DateTimeOffset> quiet = [Noon.AddDays(-1)];
        var desk = new MessageDesk([new Log("inventory", quiet), new Log("ordering", [.. Times(6, step: 1)])], []);
        var first = await desk.LogAsync(new(), writer: null, LogCursor.Begin, limit: 4, CancellationToken.None);

        quiet.Add(Noon.AddDays(1));
        var second = await desk.LogAsync(new(), writer: null, first.Next!, limit: 4, CancellationToken.None);

        Assert.Equal([2L, 1L, 1L], second.Rows.Select(message => message.Sequence));
        Assert.Equal(["ordering", "ordering", "inventory"], second.Rows.Select(message => message.Module));
    }

    [Fact]
    public async Task Given_one_module_When_only_its_messages_are_meant_Then_only_they_come()
    {
        var desk = new MessageDesk([new Log("inventory", [.. Times(3, step: 1)]), new Log("ordering", [.. Times(3, step: 1)])], []);

        var page = await desk.LogAsync(new(), "ordering", LogCursor.Begin, limit: 10, CancellationToken.None);

        Assert.All(page.Rows, message => Assert.Equal("ordering", message.Module));
        Assert.Equal(3, page.Rows.Count);
        Assert.Null(page.Next);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ordering")]
    [InlineData("ordering.x")]
    [InlineData("ordering.-1")]
    [InlineData("ordering.1_ordering.2")]
    [InlineData("ordering.1_")]
    public void Given_what_is_no_pages_next_When_read_Then_it_is_none(string next) => Assert.Null(LogCursor.Of(next));

    private static IEnumerable<DateTimeOffset> Times(int count, int step) => Enumerable.Range(0, count).Select(i => Noon.AddSeconds((i * step) + 0.1));

    private static async Task<List<LoggedMessage>> ReadAsync(MessageDesk desk, MessageSearch search)
    {
        List<LoggedMessage> seen = [];
        var cursor = LogCursor.Begin;
        for (var pages = 0; pages < 100; pages++)
        {
            var page = await desk.LogAsync(search, writer: null, cursor, limit: 4, CancellationToken.None);
            seen.AddRange(page.Rows);
            if (page.Next is null)
            {
                return seen;
            }

            cursor = LogCursor.Of(page.Next.ToString())!;
        }

        throw new InvalidOperationException("It doesn't end.");
    }

    /// <summary>Looks through three at once; every other message is odd.</summary>
    private sealed class Log(string module, IReadOnlyList<DateTimeOffset> times) : IModuleMessages
    {
        private const int AtOnce = 3;

        public string Module => module;

        public Task<Part<LoggedMessage>> LogAsync(MessageSearch search, long? before, int limit, CancellationToken cancellationToken)
        {
            var left = times.Select((at, i) => new LoggedMessage(module, i + 1, Guid.CreateVersion7(at), i % 2 == 0 ? "even" : "odd", "key", at))
                .Where(message => before is null || message.Sequence < before).Reverse().ToList();
            if (search.Type is null)
            {
                var rows = left.Take(limit).ToList();
                return Task.FromResult(new Part<LoggedMessage>(rows, rows.Count == limit ? rows[^1].Sequence : null));
            }

            var looked = left.Take(AtOnce).ToList();
            var end = looked.Count == AtOnce ? looked[^1] : null;
            return Task.FromResult(new Part<LoggedMessage>([.. looked.Where(message => message.Type == search.Type)], end?.Sequence, end?.OccurredAt));
        }

        public Task<Part<PendingRow>> PendingAsync(MessageSearch search, long after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<Part<StalledRow>> StalledAsync(MessageSearch search, long after, int limit, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<IReadOnlyDictionary<string, int>> CountStalledAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<long> NewestAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<OutboxMessage?> FindAsync(Guid messageId, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
