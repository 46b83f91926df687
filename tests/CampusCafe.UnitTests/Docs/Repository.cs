namespace CampusCafe.UnitTests.Docs;

internal static class Repository
{
    private const string Solution = "CampusCafe.sln";

    /// <summary>The folder that holds the solution, found upwards from the test's own.</summary>
    public static string Root()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, Solution)))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No {Solution} above {AppContext.BaseDirectory}.");
    }
}
