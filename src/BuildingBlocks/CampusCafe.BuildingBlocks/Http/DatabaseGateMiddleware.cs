using CampusCafe.BuildingBlocks.Http.Admission;
using CampusCafe.BuildingBlocks.Persistence;
using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>While the schemas aren't ready, every route but the health checks answers 503.</summary>
internal sealed class DatabaseGateMiddleware(RequestDelegate next, DatabaseGate gate)
{
    public Task InvokeAsync(HttpContext context) =>
        gate.IsOpen || Lanes.Of(context) is null ? next(context) : Problems.DatabaseUnavailable(context).ExecuteAsync(context);
}
