using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>
/// Who may move stock by hand and look behind the scenes: in Development whoever sits at the machine, elsewhere who has
/// the key.
/// </summary>
public static class OperatorAccess
{
    public const string HeaderName = "X-Api-Key";
    private const string Anonymous = "anonymous";
    private const string Operator = "operator";

    /// <summary>Under whose name a request runs: idempotency keys of different callers never meet.</summary>
    public static string Caller(this HttpContext http) => http.HasOperatorKey() ? Operator : Anonymous;

    /// <summary>For operators only: whoever else asks is refused before the body is read.</summary>
    public static TBuilder RequireOperator<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.WithMetadata(OperatorsOnly.Instance);

    internal static bool IsOperator(HttpContext http) =>
        http.HasOperatorKey() || (!http.Request.Headers.ContainsKey(HeaderName) && IsDeveloperAtTheMachine(http));

    internal static bool HasOperatorKey(this HttpContext http) =>
        http.RequestServices.GetRequiredService<IOptions<OperatorOptions>>().Value.ApiKey is { Length: > 0 } expected
        && http.Request.Headers[HeaderName] is [{ } given]
        && CryptographicOperations.FixedTimeEquals(Hash(given), Hash(expected));

    private static bool IsDeveloperAtTheMachine(HttpContext http) =>
        http.RequestServices.GetRequiredService<IHostEnvironment>().IsDevelopment()
        && http.Connection.RemoteIpAddress is { } address
        && IPAddress.IsLoopback(address);

    private static byte[] Hash(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));
}
