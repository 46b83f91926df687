using CampusCafe.BuildingBlocks.Calls;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.UnitTests.Calls;

/// <summary>A client with its settings, registered as a module does it.</summary>
internal static class OptionsBench
{
    public static IHttpClientBuilder Register<TClient, TOptions>(params (string Key, string Value)[] settings)
        where TClient : class
        where TOptions : OutgoingHttpOptions, new()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value)))
            .Build();
        return new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddLogging()
            .AddOutgoingHttpClient<TClient, TOptions>();
    }

    /// <returns>What a starting host complains about; nothing when it would start.</returns>
    public static async Task<IEnumerable<string>> StartAsync<TClient, TOptions>(params (string Key, string Value)[] settings)
        where TClient : class
        where TOptions : OutgoingHttpOptions, new()
    {
        await using var provider = Register<TClient, TOptions>(settings).Services.BuildServiceProvider();
        try
        {
            provider.GetRequiredService<IStartupValidator>().Validate();
            return [];
        }
        catch (OptionsValidationException refusal)
        {
            return refusal.Failures;
        }
    }
}
