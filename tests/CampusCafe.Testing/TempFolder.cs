namespace CampusCafe.Testing;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("simulators-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
