namespace CampusCafe.Testing.Databases;

/// <summary>The embedded default: a folder of files.</summary>
internal sealed class SqliteShops : ShopDatabase
{
    public override Task<ShopData> CreateAsync() => Task.FromResult<ShopData>(new SqliteData(new TempFolder()));
}

internal sealed class SqliteData(TempFolder folder) : ShopData
{
    public string Folder => folder.Path;

    public override IReadOnlyList<string> Settings => SettingsOf(folder.Path);

    public static IReadOnlyList<string> SettingsOf(string folder) => [$"Data:Folder={folder}"];

    public override Task<ShopData> CopyAsync()
    {
        var copy = new TempFolder();
        folder.CopyTo(copy);
        return Task.FromResult<ShopData>(new SqliteData(copy));
    }

    public override Task<IReadOnlyList<string>> DamagesAsync() => DataFiles.DamagesAsync(folder.Path);

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
