namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>
/// The name under which a message is stored and sent, e.g. <c>inventory.hold-stock.v1</c>. Renaming the class
/// never changes it; a change after which what is stored could no longer be read gets a new version, and an
/// <see cref="UpcasterAttribute{TUpcaster}"/> for what is stored.
/// </summary>
/// <param name="name">Lower case, <c>module.what-it-says</c>.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class WireNameAttribute(string name) : Attribute
{
    /// <summary>The name without its version.</summary>
    public string Name { get; } = name;

    /// <summary>Starts at 1.</summary>
    public int Version { get; init; } = 1;

    /// <summary>The oldest version that is still read. Raise it once nothing older is stored anywhere, dead letters included.</summary>
    public int OldestVersion { get; init; } = 1;

    /// <summary>Name and version as stored.</summary>
    public string FullName => $"{Name}.v{Version}";
}
