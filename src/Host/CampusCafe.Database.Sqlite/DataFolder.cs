using CampusCafe.BuildingBlocks.Modules;

namespace CampusCafe.Database.Sqlite;

/// <summary>Where the databases are, and the lock that keeps a second host out. Held until disposed or killed.</summary>
internal sealed class DataFolder : IDisposable
{
    private const string LockFileName = "campuscafe.lock";

    private readonly FileStream lockFile;

    /// <exception cref="HostStartException">The folder can't be made or written, or another host has it.</exception>
    public DataFolder(string path)
    {
        FullPath = path;
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new HostStartException($"Data:Folder: {path} can't be made or written ({exception.Message}).", exception);
        }

        lockFile = Lock(Path.Combine(path, LockFileName));
    }

    public string FullPath { get; }

    /// <summary>One file per module: the provider drops schemas, and ATTACH does not survive pooling.</summary>
    public string FileOf(string module) => Path.Combine(FullPath, $"{module}.db");

    public void Dispose() => lockFile.Dispose();

    private FileStream Lock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new HostStartException($"Data:Folder: {FullPath} can't be written ({exception.Message}).", exception);
        }
        catch (IOException exception)
        {
            throw new HostStartException(
                $"Data:Folder: another host is using {FullPath}, or it can't be written ({exception.Message}). "
                + "Stop the other host, or give this one a folder of its own with Data:Folder or CAMPUSCAFE_DATA.",
                exception);
        }
    }
}
