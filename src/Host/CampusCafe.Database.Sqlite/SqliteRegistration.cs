using CampusCafe.BuildingBlocks.Persistence;
using CampusCafe.BuildingBlocks.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CampusCafe.Database.Sqlite;

public static class SqliteRegistration
{
    /// <summary>The setting that moves the data.</summary>
    public const string FolderSetting = "Data:Folder";

    private const string FolderVariable = "CAMPUSCAFE_DATA";
    private const string DefaultFolder = "data";

    /// <summary>The data folder, absolute: <c>Data:Folder</c>, else <c>CAMPUSCAFE_DATA</c>, else <c>data</c> beside the settings.</summary>
    public static string DataFolderPath(this IHostApplicationBuilder builder)
    {
        string?[] candidates = [builder.Configuration[FolderSetting], builder.Configuration[FolderVariable], DefaultFolder];
        return Path.GetFullPath(candidates.First(candidate => !string.IsNullOrWhiteSpace(candidate))!, builder.Environment.ContentRootPath);
    }

    public static void AddSqlite(this IHostApplicationBuilder builder)
    {
        var path = builder.DataFolderPath();
        builder.Services.AddSingleton(_ => new DataFolder(path));
        builder.Services.AddSingleton<IDatabase, SqliteDatabase>();
        builder.Services.AddClusterInMemory();
    }
}
