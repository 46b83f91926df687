using System.Security.Claims;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Http.Access;

/// <summary>Which routes are for viewers and which for operators. Whoever else asks is refused before the body is read.</summary>
public static class AccessConventions
{
    private const string Anonymous = "anonymous";

    /// <summary>For whoever may look behind the scenes.</summary>
    public static TBuilder RequireViewer<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder =>
        endpoint.RequireAuthorization(PolicyOf(AccessSchemes.Key, Roles.Viewer)).WithMetadata(BehindTheScenes.Instance);

    /// <summary>For operators: who does what, and what comes of it, is in the action log.</summary>
    /// <param name="endpoint">The route.</param>
    /// <param name="action">What it does, in the log's words: <c>order.resume</c>. What it does it to are the route's values.</param>
    public static RouteHandlerBuilder RequireOperator(this RouteHandlerBuilder endpoint, string action) => endpoint
        .RequireAuthorization(PolicyOf(AccessSchemes.Key, Roles.Operator))
        .WithMetadata(BehindTheScenes.Instance)
        .AddEndpointFilter(new RecordedRoute(action));

    /// <param name="scheme">One of <see cref="AccessSchemes"/>.</param>
    /// <param name="role">One of <see cref="Roles"/>; an operator may do what a viewer may.</param>
    public static AuthorizationPolicy PolicyOf(string scheme, string role) =>
        new AuthorizationPolicyBuilder(scheme).RequireRole(role == Roles.Viewer ? [.. Roles.All] : [role]).Build();

    /// <summary>Under whose name a request runs: idempotency keys of different callers never meet.</summary>
    public static string Caller(this HttpContext http) =>
        http.User.Identity is { IsAuthenticated: true, Name: { } name } && !http.User.IsDeveloper() ? name : Anonymous;

    /// <summary>Whom the action log names.</summary>
    public static string PersonName(this HttpContext http) => http.User.Identity?.Name ?? Anonymous;

    /// <summary>Whether it is nobody's account or key, but whoever sits at the machine, in Development.</summary>
    public static bool IsDeveloper(this ClaimsPrincipal user) => user.Identity?.AuthenticationType == PersonKinds.Developer;

    /// <summary>Whether the request is a known person's or program's, or the route for them only.</summary>
    internal static bool IsBehindTheScenes(this HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetMetadata<BehindTheScenes>() is not null || http.Caller() != Anonymous;

    /// <summary>Marks a route that customers have no business with.</summary>
    internal sealed class BehindTheScenes
    {
        public static readonly BehindTheScenes Instance = new();
    }
}
