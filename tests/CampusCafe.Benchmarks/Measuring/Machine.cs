using System.Reflection;
using System.Runtime.InteropServices;

namespace CampusCafe.Benchmarks.Measuring;

/// <summary>What figures depend on and nobody remembers afterwards.</summary>
/// <param name="Cpu">Model.</param>
/// <param name="Cores">That this process may use.</param>
/// <param name="MemoryGiB">That this process may use.</param>
/// <param name="FileSystem">Of the data folder.</param>
/// <param name="Os">Name and version.</param>
/// <param name="Runtime">.NET.</param>
/// <param name="Build">Release, or else the figures mean little.</param>
/// <param name="LoadBefore">Runnable tasks, average over the last minute, when the measurement began; null where unknown.</param>
internal sealed record Machine(
    string Cpu, int Cores, double MemoryGiB, string FileSystem, string Os, string Runtime, string Build, double? LoadBefore)
{
    private const string CpuInfo = "/proc/cpuinfo";
    private const string LoadAverage = "/proc/loadavg";

    public static Machine Look(string folder) => new(
        CpuModel(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / Math.Pow(1024, 3), 1),
        new DriveInfo(folder).DriveFormat,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription,
        Assembly.GetExecutingAssembly().GetCustomAttribute<AssemblyConfigurationAttribute>()?.Configuration ?? "unknown",
        File.Exists(LoadAverage) ? double.Parse(File.ReadAllText(LoadAverage).Split(' ')[0]) : null);

    private static string CpuModel() => File.Exists(CpuInfo)
        ? File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() ?? "unknown"
        : RuntimeInformation.ProcessArchitecture.ToString();
}
