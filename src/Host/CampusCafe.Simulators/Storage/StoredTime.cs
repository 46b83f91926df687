namespace CampusCafe.Simulators.Storage;

internal static class StoredTime
{
    /// <summary>Now, no finer than the store keeps it: the first answer and a later reading show the same time.</summary>
    public static DateTimeOffset GetStorableNow(this TimeProvider time) =>
        DateTimeOffset.FromUnixTimeMilliseconds(time.GetUtcNow().ToUnixTimeMilliseconds());
}
