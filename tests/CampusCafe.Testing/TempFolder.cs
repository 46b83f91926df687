namespace CampusCafe.Testing;

internal sealed class TempFolder : IDisposable
{
    /// <summary>A file system in memory, where there is one: a crash of the process loses nothing of it.</summary>
    private const string Memory = "/dev/shm";

    private TempFolder(string path) => Path = path;

    public TempFolder()
        : this(Directory.CreateTempSubdirectory("campuscafe-").FullName)
    {
    }

    public string Path { get; }

    /// <summary>For runs by the hundred, which would otherwise spend their time waiting for the disk.</summary>
    public static TempFolder InMemory() => Directory.Exists(Memory) ? In(Memory) : new TempFolder();

    /// <summary>On the file system that one has chosen.</summary>
    public static TempFolder In(string parent) =>
        new(Directory.CreateDirectory(System.IO.Path.Combine(parent, $"campuscafe-{System.IO.Path.GetRandomFileName()}")).FullName);

    public void CopyTo(TempFolder other)
    {
        foreach (var file in Directory.GetFiles(Path, "*.db"))
        {
            File.Copy(file, System.IO.Path.Combine(other.Path, System.IO.Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
