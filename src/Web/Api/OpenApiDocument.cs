using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Hecai.Billing;
using Hecai.Data;
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
        // Bodies are nested in the class of their resource; by their own names alone, the lines of a cart and of a shipment would be one schema.
        options.CreateSchemaReferenceId = type => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? Owner(type.Type) is var owner && name.StartsWith(owner, StringComparison.Ordinal) ? name : owner + name : null;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Values(schema, context.JsonTypeInfo.Type, context.JsonPropertyInfo is { IsSetNullable: true } or { AssociatedParameter.IsNullable: true });
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            OpenApiOperations.Complete(operation, context.Document!, context.Description);
            return Task.CompletedTask;
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Hecai 合采 API",
                Version = "v1",
                Description = "Everything the portal does, for programs. Every POST carries an Idempotency-Key; refusals are problem details with a stable code (/docs/errors).",
            };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.AddComponent(OpenApiOperations.Problem, OpenApiOperations.ProblemSchema());
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [OpenApiOperations.Scheme] = new OpenApiSecurityScheme
                {
                    Type = SecuritySchemeType.OAuth2,
                    Flows = new OpenApiOAuthFlows { ClientCredentials = new OpenApiOAuthFlow { TokenUrl = new Uri("/connect/token", UriKind.Relative), Scopes = HecaiModules.All.SelectMany(m => m.Permissions).ToDictionary(p => p.Code, p => p.Name.En) } },
                },
            };
            return Task.CompletedTask;
        });
    }

    // "Cart" for CartApi.LineBody, and for a page of them.
    private static string Owner(Type type) => (type.IsGenericType ? type.GetGenericArguments()[0] : type).DeclaringType is { } api ? api.Name.Replace("Api", "", StringComparison.Ordinal) : "";

    // What converters of our own read and write, the framework cannot know.
    private static void Values(OpenApiSchema schema, Type declared, bool nullable)
    {
        var type = Nullable.GetUnderlyingType(declared) ?? declared;
        if (typeof(IId).IsAssignableFrom(type))
            (schema.Type, schema.Format) = (JsonSchemaType.String, "uuid");
        else if (type == typeof(Period))
            (schema.Type, schema.Pattern) = (JsonSchemaType.String, "^\\d{4}-\\d{2}$");
        else if (type == typeof(Count))
            (schema.Type, schema.Minimum, schema.Maximum) = (JsonSchemaType.Integer, "1", Count.Max.ToString(CultureInfo.InvariantCulture));
        else if (type == typeof(Money))
            Texts(schema, type != declared, "amount", "currency");
        else if (type == typeof(Address))
            Texts(schema, nullable, "regionCode", "detail", "contact", "phone");
    }

    private static void Texts(OpenApiSchema schema, bool nullable, params string[] members)
    {
        schema.Type = nullable ? JsonSchemaType.Object | JsonSchemaType.Null : JsonSchemaType.Object;
        schema.Properties = members.ToDictionary(m => m, _ => (IOpenApiSchema)new OpenApiSchema { Type = JsonSchemaType.String });
        schema.Required = members.ToHashSet();
        schema.AdditionalPropertiesAllowed = false;
    }

    /// <summary>Groups the operations by their resource: "Work order" for <c>WorkOrderApi</c>.</summary>
    public static void Group(IEndpointConventionBuilder api) => api.Add(endpoint =>
    {
        if (endpoint.Metadata.OfType<MethodInfo>().FirstOrDefault()?.DeclaringType?.Name.Replace("Api", "", StringComparison.Ordinal) is { Length: > 0 } name)
            endpoint.Metadata.Add(new TagsAttribute(name[0] + Regex.Replace(name[1..], "[A-Z]", capital => " " + capital.Value.ToLowerInvariant())));
    });

    public static void Map(WebApplication app)
    {
        app.MapOpenApi().AllowAnonymous();
        // The reader brings scripts and styles of its own, inline ones too; its policy is its own and nothing of ours is under it.
        app.MapScalarApiReference("/docs", o => o.WithTitle("Hecai 合采 API").DisableDefaultFonts().DisableAgent().DisableMcp().DisableTelemetry().HideDeveloperTools().HideClientButton()).AllowAnonymous()
            .AddEndpointFilter(async (call, next) =>
            {
                call.HttpContext.Response.Headers.ContentSecurityPolicy = "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; frame-ancestors 'none'";
                return await next(call);
            });
    }
}
