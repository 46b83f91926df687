using Microsoft.AspNetCore.Builder;

namespace CampusCafe.BuildingBlocks.Http.Admission;

/// <summary>Who shares a bound with whom: no lane's rush shuts out another.</summary>
internal enum Lane
{
    /// <summary>Menus, orders, cancels: every route that says nothing else.</summary>
    Customers,

    /// <summary>New orders; refused, too, while there is too much left to do.</summary>
    Checkouts,

    /// <summary>Providers' events: refused is not lost, as providers send again.</summary>
    Webhooks,

    /// <summary>Whoever has a key or an account, and every route that is for them only.</summary>
    Operators,

    /// <summary>The console's pages, for whoever hasn't signed in: signing in costs a hash and is made to take its time, and must keep no customer waiting.</summary>
    Strangers,

    /// <summary>Never refused.</summary>
    HealthChecks,
}

/// <summary>A route's lane.</summary>
internal sealed record InLane(Lane Lane);

public static class AdmissionConventions
{
    /// <summary>A route that takes new orders.</summary>
    public static TBuilder TakesNewOrders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new InLane(Lane.Checkouts));

    /// <summary>A route that providers call.</summary>
    public static TBuilder IsForProviders<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new InLane(Lane.Webhooks));

    /// <summary>A route that answers however much comes at once.</summary>
    public static TBuilder IsForHealthChecks<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new InLane(Lane.HealthChecks));

    /// <summary>What a page of the console bears, so that strangers there share a bound of their own.</summary>
    public static object ConsolePage { get; } = new InLane(Lane.Strangers);

    /// <summary>A route that stays open for long and has a bound of its own.</summary>
    public static TBuilder TakesNoPlace<TBuilder>(this TBuilder endpoint)
        where TBuilder : IEndpointConventionBuilder => endpoint.IsForHealthChecks();
}
