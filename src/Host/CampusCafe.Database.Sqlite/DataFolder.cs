using CampusCafe.BuildingBlocks.Modules;

namespace CampusCafe.Database.Sqlite;

/// <summary>Where the databases are, and the lock that keeps a second host out. Held until disposed or killed.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockFileName = "campuscafe.lock";

    /// <summary>64 KB: with less a host could start and do nothing.</summary>
    private const int LeastRoom = 64 * 1024;

    private readonly FileStream lockFile;

    /// <exception cref="HostStartException">The folder can't be made or written, or another host has it.</exception>
    public DataFolder(string path)
    {
        FullPath = path;
        try
        {
            Directory.CreateDirectory(path);
            CheckRoom(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception);
        }

        lockFile = Lock(Path.Combine(path, LockFileName));
    }

    public string FullPath { get; }

    /// <summary>One file per module: the provider drops schemas, and ATTACH does not survive pooling.</summary>
    public string FileOf(string module) => Path.Combine(FullPath, $"{module}.db");

    public void Dispose() => lockFile.Dispose();

    /// <summary>A disk that is full or read-only, in a sentence that says what to do.</summary>
    internal static HostStartException Unwritable(string path, Exception cause) => new(
        $"Data:Folder: {path} can't be written ({cause.GetBaseException().Message.TrimEnd('.')}). "
        + "Make room on its disk, make it writable, or choose another folder with Data:Folder or CAMPUSCAFE_DATA; then start again.",
        cause);

    private static void CheckRoom(string path)
    {
        // A name of its own: two hosts may start at once, and which of them stays is the lock's to say.
        var file = Path.Combine(path, $"campuscafe-{Path.GetRandomFileName()}.tmp");
        try
        {
            File.WriteAllBytes(file, new byte[LeastRoom]);
        }
        finally
        {
            File.Delete(file);
        }
    }

    private FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw Unwritable(FullPath, exception);
        }
        catch (IOException exception)
        {
            throw new HostStartException(
                $"Data:Folder: another host is using {FullPath} ({exception.Message}). "
                + "Stop the other host, or give this one a folder of its own with Data:Folder or CAMPUSCAFE_DATA.",
                exception);
        }
    }
}
