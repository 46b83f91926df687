using System.Collections;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using CampusCafe.BuildingBlocks.Operations;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.Operations.Hosts;

/// <param name="Name">As in the configuration.</param>
/// <param name="Value">What it is now. Of a text only whether it is set: it may be a secret, a connection string or a name that is nobody's business.</param>
internal sealed record Setting(string Name, string Value);

/// <summary>What the host runs with, without secrets: numbers, times and switches as they are, addresses without what is signed in with.</summary>
internal sealed class SettingsList(IEnumerable<KnownSettings> known, IServiceProvider services)
{
    private const string Set = "(set)";
    private const string NotSet = "(not set)";

    public IReadOnlyList<Setting> Read() =>
    [
        .. known.OrderBy(section => section.Section, StringComparer.Ordinal)
            .SelectMany(section => Of(section.Section, ValueOf(section.OptionsType))),
    ];

    private object ValueOf(Type optionsType) =>
        ((IOptions<object>)services.GetRequiredService(typeof(IOptions<>).MakeGenericType(optionsType))).Value;

    private static IEnumerable<Setting> Of(string path, object options) =>
        from property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where property.GetIndexParameters().Length == 0 && (property.SetMethod is { IsPublic: true } || typeof(IDictionary).IsAssignableFrom(property.PropertyType))
        from setting in Of($"{path}:{property.Name}", property, property.GetValue(options))
        select setting;

    private static IEnumerable<Setting> Of(string name, PropertyInfo property, object? value) => value switch
    {
        null => [new(name, NotSet)],
        IDictionary entries => entries.Keys.Cast<object>().SelectMany(key => Of($"{name}:{key}", entries[key]!)),
        Uri address => [new(name, address.IsAbsoluteUri ? address.GetComponents(UriComponents.SchemeAndServer | UriComponents.Path, UriFormat.UriEscaped) : Set)],
        string text when property.IsDefined(typeof(AllowedValuesAttribute)) => [new(name, text)], // One of a few known words.
        string text => [new(name, text.Length == 0 ? NotSet : Set)],
        IFormattable plain => [new(name, plain.ToString(null, CultureInfo.InvariantCulture))],
        bool yesNo => [new(name, yesNo ? "true" : "false")],
        _ => [new(name, Set)],
    };
}
