using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>
/// JSON is UTF-8 (RFC 8259). The framework's reader throws for a charset that it doesn't know, and for one in quotes or
/// left empty: this refuses what isn't UTF-8, and leaves the charset out of the rest.
/// </summary>
internal sealed class CharsetMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (!MediaTypeHeaderValue.TryParse(context.Request.ContentType, out var type) || !type.Charset.HasValue)
        {
            return next(context);
        }

        if (!IsUtf8(type.Charset.Value.Trim('"')))
        {
            return Problems.Of(
                StatusCodes.Status415UnsupportedMediaType,
                "unsupported-media-type",
                "The body's charset isn't supported",
                "Send the body as UTF-8.").ExecuteAsync(context);
        }

        type.Charset = default;
        context.Request.ContentType = type.ToString();
        return next(context);
    }

    private static bool IsUtf8(string charset) =>
        charset.Length == 0 || charset.Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase);
}
