using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Scalar.AspNetCore;

namespace Hecai.Web.Api;

/// <summary>The description of the API: OpenAPI 3.1 at /openapi/v1.json, readable at /docs.</summary>
internal static class OpenApiDocument
{
    public static void Describe(OpenApiOptions options)
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.ShouldInclude = api => api.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Hecai 合采 API",
                Version = "v1",
                Description = "Everything the portal does, for programs. Every POST carries an Idempotency-Key; refusals are problem details with a stable code (docs/errors.md).",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                ["oauth2"] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.OAuth2,
                    Flows = new OpenApiOAuthFlows { ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri("/connect/token", UriKind.Relative), Scopes = new Dictionary<string, string>() } },
                },
            };
            return Task.CompletedTask;
        });
    }

    public static void Map(WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        // The reader brings scripts and styles of its own, inline ones too; its policy is its own and nothing of ours is under it.
        app.MapScalarApiReference("/docs", o => o.WithTitle("Hecai 合采 API")).AllowAnonymous()
            .AddEndpointFilter(async (call, next) =>
            {
                call.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";
                return await next(call);
            });
    }
}
