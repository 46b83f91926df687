namespace CampusCafe.Benchmarks.Measuring;

/// <summary>Of a set of times, by nearest rank; in milliseconds.</summary>
internal sealed record Percentiles(int Count, double P50, double P95, double P99, double Max)
{
    public static Percentiles Of(IEnumerable<TimeSpan> times)
    {
        double[] sorted = [.. times.Select(time => time.TotalMilliseconds).Order()];
        return new Percentiles(sorted.Length, At(0.5), At(0.95), At(0.99), At(1));

        double At(double share) => sorted.Length == 0 ? double.NaN : Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(share * sorted.Length) - 1)], 1);
    }

    /// <summary>The middle one; of an even number the mean of the two.</summary>
    public static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    public override string ToString() => $"p50 {P50} ms, p95 {P95} ms, p99 {P99} ms, max {Max} ms ({Count})";
}
