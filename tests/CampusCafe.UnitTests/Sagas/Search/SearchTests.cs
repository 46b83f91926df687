using System.Diagnostics;

namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>Every interleaving within the bounds; <see cref="Invariants"/> and <see cref="Exploration"/> say what is asked of it.</summary>
public sealed class SearchTests(ITestOutputHelper output)
{
    /// <summary>All of it in one run is 1.4 million states, a quarter of a minute: the tests leave out one thing at a time.</summary>
    private static readonly Bounds Everything = new()
    {
        Refusals = true,
        LostAnswers = true,
        SlowCalls = true,
        Expiry = true,
        Cancels = 1,
        Deadlines = 1,
        Resumes = 1,
        LoneActs = 1,
        Losses = 1,
    };

    [Fact]
    public void Given_a_perfect_world_When_searched_Then_all_is_well() => Search(new());

    [Fact]
    public void Given_refusals_and_expiry_When_searched_Then_all_is_well() => Search(new() { Refusals = true, Expiry = true });

    [Fact]
    public void Given_unknown_outcomes_and_a_cancel_When_searched_Then_all_is_well() =>
        Search(new() { Refusals = true, LostAnswers = true, SlowCalls = true, Cancels = 1 });

    [Fact]
    public void Given_deadline_cancel_and_resumes_When_searched_Then_all_is_well() =>
        Search(new() { Refusals = true, Expiry = true, Cancels = 1, Deadlines = 2, Resumes = 2 });

    [Fact]
    public void Given_a_carrier_that_acts_alone_When_searched_Then_all_is_well() =>
        Search(new() { Refusals = true, Expiry = true, Cancels = 1, Deadlines = 1, LoneActs = 1, Losses = 1 });

    [Fact]
    public void Given_a_dead_letter_redriven_later_When_searched_Then_all_is_well() =>
        Search(new() { Refusals = true, Expiry = true, Cancels = 1, Deadlines = 1, Resumes = 1, DeadLetters = 1 });

    [Fact]
    public void Given_dead_letters_and_a_carrier_that_acts_alone_When_searched_Then_all_is_well() =>
        Search(new() { Refusals = true, LostAnswers = true, Expiry = true, Cancels = 1, LoneActs = 1, DeadLetters = 1 });

    [Fact]
    public void Given_everything_but_resumes_When_searched_Then_all_is_well() =>
        Search(Everything with { Resumes = 0, Deadlines = 2, LoneActs = 2 });

    [Fact]
    public void Given_everything_but_losses_When_searched_Then_all_is_well() => Search(Everything with { Losses = 0 });

    [Fact]
    public void Given_everything_but_a_cancel_When_searched_Then_all_is_well() => Search(Everything with { Cancels = 0 });

    private void Search(Bounds bounds)
    {
        var clock = Stopwatch.StartNew();
        var finding = Exploration.Of(bounds);
        output.WriteLine($"{finding.States:N0} states, {finding.Transitions:N0} transitions, {clock.Elapsed.TotalSeconds:N1} s");
        Assert.True(finding.Violation is null, finding.Violation);
    }
}
