using CampusCafe.BuildingBlocks.Http.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.OpenApi;

namespace CampusCafe.Host;

/// <summary>The OpenAPI document and a page to try it on.</summary>
internal static class ApiDocs
{
    private const string Document = "/openapi/v1.json";

    public static void AddApiDocs(this WebApplicationBuilder builder) => builder.Services.AddOpenApi(options => options
        .AddDocumentTransformer((document, _, _) =>
        {
            document.Info.Title = "CampusCafe";
            document.Info.Description = "Checkout that stays right while everything around it is slow, cut off, reordered or duplicated.";
            document.AddComponent(AccessSchemes.Key, new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Header,
                Name = AccessSchemes.KeyHeader,
                Description = "A program's key. In Development, requests from the machine itself need none.",
            });
            return Task.CompletedTask;
        })
        .AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<AuthorizationPolicy>().Any())
            {
                operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(AccessSchemes.Key, context.Document)] = [] }];
            }

            return Task.CompletedTask;
        }));

    public static void MapApiDocs(this WebApplication app)
    {
        // One address, not a pattern of them: the framework refuses other documents in plain text.
        app.MapOpenApi(Document);

        // The page redirects /swagger/ to itself, and takes a line feed behind it for the end: that would go into a header, and fail.
        app.UseWhen(HasPlainPath, page => page.UseSwaggerUI(options => options.SwaggerEndpoint($"..{Document}", "CampusCafe")));
    }

    private static bool HasPlainPath(HttpContext context) => context.Request.Path.Value?.Any(char.IsControl) != true;
}
