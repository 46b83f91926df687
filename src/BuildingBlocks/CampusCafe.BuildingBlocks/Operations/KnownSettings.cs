using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Operations;

/// <summary>A section of the settings, for whoever looks at what a host runs with.</summary>
/// <param name="Section">Its name.</param>
/// <param name="OptionsType">What it is bound to.</param>
public sealed record KnownSettings(string Section, Type OptionsType);

public static class KnownSettingsRegistration
{
    /// <summary>Binds a section of the settings, which is listed for people.</summary>
    public static OptionsBuilder<TOptions> AddSettings<TOptions>(this IServiceCollection services, string section)
        where TOptions : class
    {
        services.AddSingleton(new KnownSettings(section, typeof(TOptions)));
        return services.AddOptions<TOptions>().BindConfiguration(section);
    }
}
