using System.Net;
using CampusCafe.Host;

namespace CampusCafe.IntegrationTests.SqlServer;

/// <summary>How a host starts on SQL Server, as far as that needs none.</summary>
public sealed class StartTests
{
    [Theory]
    [InlineData("Database:ConnectionString=", "Database:ConnectionString must be set")]
    [InlineData("Database:ConnectionString=Horst=nowhere", "is no SQL Server connection string")]
    [InlineData("Database:Modules:Payments:ConnectionString=Horst=nowhere", "Database:Modules:payments:ConnectionString")]
    public async Task Given_a_wrong_setting_When_started_Then_it_stops_with_a_sentence_that_names_it(string setting, string sentence)
    {
        using var errors = new StringWriter();

        string[] settings =
        [
            "--environment=Development",
            "--urls=http://127.0.0.1:0",
            "--Logging:LogLevel:Default=None",
            "--Simulators:Enabled=true",
            "--Simulators:Url=http://127.0.0.1:0",
            "--Database:Provider=SqlServer",
            "--Database:ConnectionString=Server=nowhere",
            $"--{setting}",
        ];

        Assert.Equal(1, await CampusCafeHost.RunAsync(settings, errors));

        Assert.Contains(sentence, errors.ToString());
        Assert.DoesNotContain("   at ", errors.ToString());
    }

    [Theory]
    [InlineData("127.0.0.1,1")]
    [InlineData("nowhere.invalid")]
    public async Task Given_a_server_that_is_away_or_unknown_When_the_program_is_started_Then_its_client_works_and_the_host_waits(string server)
    {
        using var host = await HostProcess.StartAsync(
            ["Database:Provider=SqlServer", $"Database:ConnectionString=Server={server};User Id=cafe;Password=cafe;Encrypt=false;Connect Timeout=1"],
            "http://127.0.0.1:1");
        using var http = new HttpClient { BaseAddress = new Uri(host.Url) };

        using var live = await http.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken);
        using var ready = await http.GetAsync(new Uri("/health/ready", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.ServiceUnavailable), (live.StatusCode, ready.StatusCode));
    }
}
