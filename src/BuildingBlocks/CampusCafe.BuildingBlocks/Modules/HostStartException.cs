namespace CampusCafe.BuildingBlocks.Modules;

/// <summary>The host can't start, and its message is the sentence that tells a person what to do.</summary>
public sealed class HostStartException : Exception
{
    public HostStartException()
    {
    }

    public HostStartException(string message)
        : base(message)
    {
    }

    public HostStartException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
