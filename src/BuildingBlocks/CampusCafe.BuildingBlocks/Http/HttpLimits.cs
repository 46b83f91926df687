namespace CampusCafe.BuildingBlocks.Http;

public static class HttpLimits
{
    /// <summary>64 KB: a hundred order lines fit many times over.</summary>
    public const long MaxBodyBytes = 64 * 1024;
}
