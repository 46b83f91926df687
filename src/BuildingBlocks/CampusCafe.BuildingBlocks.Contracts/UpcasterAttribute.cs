namespace CampusCafe.BuildingBlocks.Contracts;

/// <summary>One step of the chain by which an older version of a message is read. See <see cref="UpcasterAttribute{TUpcaster}"/>.</summary>
public abstract class UpcasterAttribute(int from) : Attribute
{
    /// <summary>The version that it makes the one after it.</summary>
    public int From { get; } = from;

    public abstract IUpcaster Create();
}

/// <summary>
/// Stands on a message of version 2 or later, once for each older version that is still read. The host doesn't start
/// when a step is missing, or is there twice.
/// </summary>
/// <param name="from">The version that it makes the one after it.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class UpcasterAttribute<TUpcaster>(int from) : UpcasterAttribute(from)
    where TUpcaster : IUpcaster, new()
{
    public override IUpcaster Create() => new TUpcaster();
}
