using System.Text.Json;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace CampusCafe.Testing.Fuzzing;

/// <summary>A route as the running host has it: whatever is mapped is fuzzed.</summary>
/// <param name="Pattern">As mapped, e.g. <c>/orders/{orderId}</c>; also what the server's metrics call it.</param>
/// <param name="Methods">Those it takes; GET if it takes all.</param>
/// <param name="Body">JSON that it could take.</param>
internal sealed record FuzzRoute(string Pattern, IReadOnlyList<string> Methods, byte[] Body)
{
    /// <summary>For routes that read their body themselves: an event as providers send them, about nobody's order.</summary>
    private const string Event =
        """{"id":"evt_fuzz","type":"shipment.delivered","data":{"reference":"01890000-0000-7000-8000-000000000000","object":{"metadata":{"payment_id":"01890000-0000-7000-8000-000000000000"}}}}""";

    /// <summary>It answers for a minute: whoever waits for its end would take it for hanging.</summary>
    private const string Stream = "/ops/live";

    /// <summary>Patterns of pages begin without a slash.</summary>
    public string Path => $"/{Pattern.TrimStart('/')}";

    public static IReadOnlyList<FuzzRoute> Of(IServiceProvider services)
    {
        var json = services.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        return
        [
            .. services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
                .Where(endpoint => endpoint.RoutePattern.RawText != Stream)
                .Select(endpoint => Of(endpoint, json))
                .OrderBy(route => route.Pattern, StringComparer.Ordinal),
        ];
    }

    public override string ToString() => $"{string.Join('|', Methods)} {Pattern}";

    private static FuzzRoute Of(RouteEndpoint endpoint, JsonSerializerOptions json) => new(
        endpoint.RoutePattern.RawText!,
        endpoint.Metadata.GetMetadata<IHttpMethodMetadata>() is { HttpMethods: { Count: > 0 } methods } ? methods : ["GET"],
        System.Text.Encoding.UTF8.GetBytes(endpoint.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } type
            ? SampleBody.Of(type, json).ToJsonString()
            : Event));
}
