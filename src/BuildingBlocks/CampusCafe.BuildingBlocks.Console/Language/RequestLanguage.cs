using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Console.Language;

/// <summary>In which language a request is answered: the one that was chosen, else the first that the browser asks for, else English.</summary>
/// <remarks>Not the thread's culture: what a database's client says then stays in one language, too.</remarks>
public sealed class RequestLanguage(IHttpContextAccessor accessor)
{
    public const string English = "en";
    public const string Japanese = "ja";

    /// <summary>Kept by the browser for whoever has chosen.</summary>
    public const string CookieName = "campuscafe-language";

    public static IReadOnlyList<string> All { get; } = [English, Japanese];

    /// <summary>ISO 639-1.</summary>
    public string Code { get; } = accessor.HttpContext is { } http ? Of(http.Request) : English;

    private static string Of(HttpRequest request) =>
        request.Cookies[CookieName] is { } chosen && All.Contains(chosen)
            ? chosen
            : request.GetTypedHeaders().AcceptLanguage
                .Where(asked => asked.Quality is not 0)
                .OrderByDescending(asked => asked.Quality ?? 1)
                .Select(asked => All.FirstOrDefault(code => Speaks(asked.Value.Value, code)))
                .FirstOrDefault(code => code is not null) ?? English;

    /// <summary><c>ja-JP</c> is Japanese, too.</summary>
    private static bool Speaks(string? asked, string code) =>
        asked is not null && asked.Split('-')[0].Equals(code, StringComparison.OrdinalIgnoreCase);
}
