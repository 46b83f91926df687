namespace CampusCafe.UnitTests.Sagas.Search;

/// <summary>What one run of the search saw.</summary>
/// <param name="States">Distinct states reached.</param>
/// <param name="Transitions">Moves tried.</param>
/// <param name="Violation">What is wrong, with the shortest way there; null when nothing is.</param>
internal sealed record Finding(int States, int Transitions, string? Violation);
