namespace CampusCafe.UnitTests.Docs;

public sealed class StateDiagramTests
{
    private const string UpdateVariable = "CAMPUSCAFE_UPDATE_DOCS";

    [Fact]
    public async Task Given_the_machines_When_drawn_Then_the_page_in_the_repository_shows_the_same()
    {
        var file = Path.Combine(Repository.Root(), StateMachinesPage.Path);
        var drawn = StateMachinesPage.Text();
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllTextAsync(file, drawn, TestContext.Current.CancellationToken);
        }

        var stored = File.Exists(file) ? await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken) : "";
        Assert.True(
            stored.ReplaceLineEndings("\n") == drawn,
            $"{StateMachinesPage.Path} no longer shows the machines. Refresh it with: {StateMachinesPage.HowToRefresh}");
    }
}
