namespace CampusCafe.Testing;

internal sealed class TempFolder : IDisposable
{
    private const string Memory = "/dev/shm";
    private const long RoomNeeded = 2L << 30;

    private static readonly bool HasMemory = Directory.Exists(Memory) && new DriveInfo(Memory).AvailableFreeSpace >= RoomNeeded;

    private TempFolder(string path) => Path = path;

    /// <summary>
    /// In memory, where there is room for it: a crash of a process loses nothing there, and no test waits for a disk that
    /// somebody else keeps busy.
    /// </summary>
    public TempFolder()
        : this(HasMemory ? Under(Memory) : Directory.CreateTempSubdirectory("campuscafe-").FullName)
    {
    }

    public string Path { get; }

    /// <summary>On the file system that one has chosen; null for that of temporary files. What is measured pays for its disk.</summary>
    public static TempFolder On(string? parent) => new(Under(parent ?? System.IO.Path.GetTempPath()));

    public void CopyTo(TempFolder other)
    {
        foreach (var file in Directory.GetFiles(Path, "*.db"))
        {
            File.Copy(file, System.IO.Path.Combine(other.Path, System.IO.Path.GetFileName(file)));
        }
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Under(string parent) =>
        Directory.CreateDirectory(System.IO.Path.Combine(parent, $"campuscafe-{System.IO.Path.GetRandomFileName()}")).FullName;
}
