using CampusCafe.BuildingBlocks.Modules;
using OpenTelemetry.Exporter;

namespace CampusCafe.Host.Observability;

/// <summary>Where traces, metrics and logs are sent.</summary>
/// <param name="Endpoint">The collector's base address.</param>
/// <param name="Protocol">How it is spoken to.</param>
internal sealed record OtlpSettings(Uri Endpoint, OtlpExportProtocol Protocol)
{
    private const string EndpointSetting = "Telemetry:Otlp:Endpoint";
    private const string StandardEndpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ProtocolSetting = "Telemetry:Otlp:Protocol";
    private const string StandardProtocol = "OTEL_EXPORTER_OTLP_PROTOCOL";

    private static readonly Dictionary<string, OtlpExportProtocol> Protocols = new(StringComparer.OrdinalIgnoreCase)
    {
        ["http/protobuf"] = OtlpExportProtocol.HttpProtobuf,
        ["grpc"] = OtlpExportProtocol.Grpc,
    };

    /// <returns>Null when nothing is to be exported.</returns>
    /// <exception cref="HostStartException">A setting is wrong.</exception>
    public static OtlpSettings? Read(IConfiguration configuration)
    {
        var (endpoint, endpointName) = Find(configuration, EndpointSetting, StandardEndpoint);
        var (protocol, protocolName) = Find(configuration, ProtocolSetting, StandardProtocol);
        if (protocol is not null && !Protocols.ContainsKey(protocol))
        {
            throw new HostStartException($"{protocolName}: there is no '{protocol}'. Choose one of {string.Join(", ", Protocols.Keys)}.");
        }

        if (endpoint is null)
        {
            return null;
        }

        return Uri.TryCreate(endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new OtlpSettings(address, Protocols[protocol ?? "http/protobuf"])
            : throw new HostStartException($"{endpointName} must be an http or https address such as http://localhost:4318, and is '{endpoint}'.");
    }

    private static (string? Value, string Name) Find(IConfiguration configuration, string ours, string standard) =>
        configuration[ours] is { Length: > 0 } value ? (value, ours)
        : configuration[standard] is { Length: > 0 } common ? (common, standard)
        : (null, ours);
}
