namespace CampusCafe.UnitTests.Docs;

/// <summary>An arrow of a state diagram: what comes in, and what goes out because of it.</summary>
internal sealed record Edge(string From, string To, string In, string Out);
