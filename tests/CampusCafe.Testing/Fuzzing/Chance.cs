namespace CampusCafe.Testing.Fuzzing;

/// <summary>Random choices that a seed repeats.</summary>
internal static class Chance
{
    public static T Pick<T>(this Random random, IReadOnlyList<T> from) => from[random.Next(from.Count)];

    /// <summary>True so many times out of a hundred.</summary>
    public static bool Percent(this Random random, int percent) => random.Next(100) < percent;

    /// <summary>The bytes with those in the range replaced.</summary>
    public static byte[] Splice(this byte[] bytes, Range range, ReadOnlySpan<byte> with)
    {
        var (start, length) = range.GetOffsetAndLength(bytes.Length);
        return [.. bytes.AsSpan(0, start), .. with, .. bytes.AsSpan(start + length)];
    }
}
