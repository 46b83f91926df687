using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace CampusCafe.BuildingBlocks.Console.Language;

/// <summary>
/// A project's texts. English stands where it is shown, and is the key under which <c>Texts.ja.json</c>, an embedded
/// resource, has the Japanese. A test sees to it that none is missing.
/// </summary>
public abstract class Translations(Assembly assembly, RequestLanguage language)
{
    private static readonly ConcurrentDictionary<(Assembly, string), FrozenDictionary<string, string>> Read = new();

    private readonly FrozenDictionary<string, string> texts =
        Read.GetOrAdd((assembly, language.Code), static key => Load(key.Item1, key.Item2));

    /// <param name="english">As in the English page, with <c>{0}</c> for the first value.</param>
    /// <param name="values">What goes in.</param>
    public string this[string english, params object?[] values]
    {
        get
        {
            var text = texts.GetValueOrDefault(english, english);
            return values.Length == 0 ? text : string.Format(CultureInfo.InvariantCulture, text, values);
        }
    }

    private static FrozenDictionary<string, string> Load(Assembly assembly, string language)
    {
        using var stream = assembly.GetManifestResourceStream($"Texts.{language}.json");
        return stream is null
            ? FrozenDictionary<string, string>.Empty
            : JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
    }
}

/// <summary>The texts around every page.</summary>
public sealed class ConsoleTexts(RequestLanguage language) : Translations(typeof(ConsoleTexts).Assembly, language);
