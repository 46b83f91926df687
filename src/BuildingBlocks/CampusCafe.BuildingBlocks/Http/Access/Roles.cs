namespace CampusCafe.BuildingBlocks.Http.Access;

/// <summary>What a person or a program may do behind the scenes. Stored by name.</summary>
public static class Roles
{
    /// <summary>Reads.</summary>
    public const string Viewer = "viewer";

    /// <summary>Reads and acts.</summary>
    public const string Operator = "operator";

    public static IReadOnlyList<string> All { get; } = [Viewer, Operator];
}
