using Microsoft.AspNetCore.Http;

namespace CampusCafe.BuildingBlocks.Http;

/// <summary>Marks a route that only operators may call.</summary>
internal sealed class OperatorsOnly
{
    public static readonly OperatorsOnly Instance = new();
}

/// <summary>Refuses strangers on marked routes.</summary>
internal sealed class OperatorMiddleware(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OperatorsOnly>() is null || OperatorAccess.IsOperator(context)
            ? next(context)
            : Problems.Of(
                StatusCodes.Status401Unauthorized,
                "operators-only",
                "For operators only",
                $"Send the operators' key in the header {OperatorAccess.HeaderName}.").ExecuteAsync(context);
}
