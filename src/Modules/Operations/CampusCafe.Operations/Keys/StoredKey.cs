namespace CampusCafe.Operations.Keys;

/// <summary>A key with which hosts protect what they give to clients, cookies for example, as ASP.NET Core writes it.</summary>
internal sealed class StoredKey
{
    public const int MaxName = 128;

    public long Sequence { get; private init; }

    /// <summary>For people; ASP.NET Core doesn't read it.</summary>
    public required string Name { get; init; }

    /// <summary>As it came. Whoever can read it can forge what the hosts sign.</summary>
    public required string Xml { get; init; }
}
