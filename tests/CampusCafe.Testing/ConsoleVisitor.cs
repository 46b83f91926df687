using System.Net;
using System.Text.RegularExpressions;

namespace CampusCafe.Testing;

/// <summary>What a browser does on the console's pages, without one: keeps cookies, and sends forms with the token of the page that it got last.</summary>
internal sealed partial class ConsoleVisitor(Uri host) : IDisposable
{
    private readonly HttpClient http = new(new SocketsHttpHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = host };
    private readonly Dictionary<string, string> cookies = [];
    private string token = string.Empty;

    public IReadOnlyDictionary<string, string> Cookies => cookies;

    /// <summary>As the browser asks for.</summary>
    public string Language { get; set; } = "en";

    /// <summary>A page, after redirects.</summary>
    public async Task<VisitedPage> GetAsync(string path) => await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, path), path);

    /// <summary>Sends a form, and follows where that leads.</summary>
    public async Task<VisitedPage> PostAsync(string path, params (string Name, string Value)[] fields) => await SendAsync(
        () => new HttpRequestMessage(HttpMethod.Post, path)
        {
            Content = new FormUrlEncodedContent(
                fields.Append(("__RequestVerificationToken", token)).Select(field => new KeyValuePair<string, string>(field.Item1, field.Item2))),
        },
        path);

    /// <summary>As if the browser had been closed.</summary>
    public void ForgetCookies() => cookies.Clear();

    public void Dispose() => http.Dispose();

    private async Task<VisitedPage> SendAsync(Func<HttpRequestMessage> first, string path)
    {
        using var request = first();
        var (response, text) = await SendAsync(request);
        for (var hops = 0; hops < 5 && response.StatusCode is HttpStatusCode.Found; hops++)
        {
            path = new Uri(host, response.Headers.Location!).PathAndQuery;
            using var next = new HttpRequestMessage(HttpMethod.Get, path);
            (response, text) = await SendAsync(next);
        }

        using (response)
        {
            token = TokenField().Match(text) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : token;
            return new(response.StatusCode, path, WebUtility.HtmlDecode(text), text, response.Headers.ToDictionary(header => header.Key, header => string.Join(", ", header.Value)));
        }
    }

    private async Task<(HttpResponseMessage Response, string Text)> SendAsync(HttpRequestMessage request)
    {
        request.Headers.Add("Accept-Language", Language);
        if (cookies.Count > 0)
        {
            request.Headers.Add("Cookie", string.Join("; ", cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        }

        var response = await http.SendAsync(request, CancellationToken.None);
        foreach (var set in response.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var (name, value) = set.Split(';')[0].Split('=', 2) is [var left, var right] ? (left, right) : (set, string.Empty);
            if (value.Length == 0 || set.Contains("expires=Thu, 01 Jan 1970", StringComparison.Ordinal))
            {
                cookies.Remove(name);
            }
            else
            {
                cookies[name] = value;
            }
        }

        return (response, await response.Content.ReadAsStringAsync(CancellationToken.None));
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex TokenField();
}

/// <param name="Status">Of the last answer.</param>
/// <param name="Path">Where it ended, below the host.</param>
/// <param name="Text">The page, with entities decoded.</param>
/// <param name="Html">The page as it came.</param>
/// <param name="Headers">Of the last answer.</param>
internal sealed record VisitedPage(HttpStatusCode Status, string Path, string Text, string Html, IReadOnlyDictionary<string, string> Headers);
