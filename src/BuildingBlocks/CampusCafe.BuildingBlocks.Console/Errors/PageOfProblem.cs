using System.Globalization;
using System.Net.Mime;
using System.Text.Encodings.Web;
using CampusCafe.BuildingBlocks.Console.Assets;
using CampusCafe.BuildingBlocks.Console.Language;
using CampusCafe.BuildingBlocks.Http;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace CampusCafe.BuildingBlocks.Console.Errors;

/// <summary>
/// Below the console's address a problem is a page: an unknown id, a stopped database, a bug. Written by hand, as it has to
/// come whatever else doesn't work. The same words as the routes', with no more of what is inside.
/// </summary>
internal sealed class PageOfProblem(AssetStore assets) : IProblemDetailsWriter
{
    /// <summary>5 s: a page that waits for a database looks again by itself.</summary>
    private const int LooksAgainAfter = 5;

    public bool CanWrite(ProblemDetailsContext context) => context.HttpContext.Request.Path.StartsWithSegments(ConsolePaths.Root);

    public async ValueTask WriteAsync(ProblemDetailsContext context)
    {
        var http = context.HttpContext;
        var isOldForm = http.Response.StatusCode is StatusCodes.Status400BadRequest && context.ProblemDetails.Detail is null;
        StatusProblems.Complete(context);
        var texts = http.RequestServices.GetRequiredService<ConsoleTexts>();
        var language = http.RequestServices.GetRequiredService<RequestLanguage>();
        var status = context.ProblemDetails.Status ?? http.Response.StatusCode;
        var html = HtmlEncoder.Default;
        var root = html.Encode($"{http.Request.PathBase}{ConsolePaths.Root}");
        var library = $"{root}/assets/{assets.Version}";
        var (title, detail) = (texts[context.ProblemDetails.Title ?? "Something went wrong here"], isOldForm ? texts["The form is too old, or was sent twice. Go back, load the page anew, and try again."] : TextOf(context, status, texts));
        var again = status is StatusCodes.Status503ServiceUnavailable
            ? string.Create(CultureInfo.InvariantCulture, $"""<meta http-equiv="refresh" content="{LooksAgainAfter}">""")
            : string.Empty;
        http.Response.ContentType = $"{MediaTypeNames.Text.Html}; charset=utf-8";
        await http.Response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{language.Code}">
            <head>
              <meta charset="utf-8">{again}
              <meta name="viewport" content="width=device-width, initial-scale=1">
              <title>{html.Encode(title)} · CampusCafe</title>
              <link rel="icon" href="data:,">
              <link rel="stylesheet" href="{library}/lib/tabler/tabler.min.css">
              <link rel="stylesheet" href="{library}/console.css">
              <script src="{library}/theme.js"></script>
            </head>
            <body>
              <main class="container-tight py-5 text-center">
                <p class="display-1 text-secondary m-0">{status}</p>
                <h1>{html.Encode(title)}</h1>
                <p class="text-secondary text-break">{html.Encode(detail)}</p>
                <p><a class="btn btn-primary" href="{root}">{html.Encode(texts["To the overview"])}</a></p>
                <p class="text-secondary small">{html.Encode(texts["Trace"])} <code>{html.Encode(context.ProblemDetails.Extensions["traceId"]?.ToString() ?? string.Empty)}</code></p>
              </main>
            </body>
            </html>
            """);
    }

    private static string TextOf(ProblemDetailsContext context, int status, ConsoleTexts texts) => status switch
    {
        StatusCodes.Status503ServiceUnavailable => texts["Nothing has been changed. This page looks again by itself every {0} seconds.", LooksAgainAfter],
        _ => texts[context.ProblemDetails.Detail ?? string.Empty],
    };
}
