using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>JSON is UTF-8 (RFC 8259). The framework's reader throws for a charset that it doesn't know; this refuses it.</summary>
internal sealed class CharsetMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) => IsUtf8(context.Request.ContentType)
        ? next(context)
        : Problems.Of(
            StatusCodes.Status415UnsupportedMediaType,
            "unsupported-media-type",
            "The body's charset isn't supported",
            "Send the body as UTF-8.").ExecuteAsync(context);

    private static bool IsUtf8(string? contentType) =>
        !MediaTypeHeaderValue.TryParse(contentType, out var type)
        || type.Charset.Length == 0
        || type.Charset.Value!.Trim('"').Equals(Encoding.UTF8.WebName, StringComparison.OrdinalIgnoreCase);
}
