using Hecai.Web.Identity;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.OpenApi;

namespace Hecai.Web.Api;

/// <summary>What every operation of the API has that no parameter of its method says: whose token, which headers, how it refuses.</summary>
internal static class OpenApiOperations
{
    public const string Scheme = "oauth2", Problem = "Problem";

    public static void Complete(OpenApiOperation operation, Microsoft.OpenApi.OpenApiDocument document, ApiDescription description)
    {
        var declared = description.ActionDescriptor.EndpointMetadata;
        if (!declared.OfType<IAllowAnonymous>().Any())
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [.. declared.OfType<NeedsAttribute>().Select(n => n.Code)] }];
        if (HttpMethods.IsPost(description.HttpMethod ?? ""))
            Header(operation, "Idempotency-Key", required: true, "The same key and body have one effect and one answer.", length: 128);
        if (declared.OfType<HeedsIfMatch>().Any())
            Header(operation, "If-Match", required: false, "The ETag that was returned with what is changed; another version refuses the change.", length: null);
        (operation.Responses ??= []).Add("default", new OpenApiResponse
        {
            Description = "Refused, with a stable code and the fields at fault",
            Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(Problem, document) } },
        });
    }

    private static void Header(OpenApiOperation operation, string name, bool required, string description, int? length) => (operation.Parameters ??= []).Add(new OpenApiParameter
    {
        Name = name, In = ParameterLocation.Header, Required = required, Description = description, Schema = new OpenApiSchema { Type = JsonSchemaType.String, MinLength = 1, MaxLength = length },
    });

    /// <summary>Problem details (RFC 9457) as <see cref="Problems"/> writes them.</summary>
    public static OpenApiSchema ProblemSchema()
    {
        static OpenApiSchema Text(string? description = null) => new() { Type = JsonSchemaType.String, Description = description };
        return new()
        {
            Type = JsonSchemaType.Object,
            Required = new HashSet<string> { "type", "title", "status", "instance", "code", "errors", "traceId" },
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Text(), ["title"] = Text("In the caller's language"), ["status"] = new OpenApiSchema { Type = JsonSchemaType.Integer }, ["instance"] = Text(), ["code"] = Text("Stable; all stand at /docs/errors"),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object, Required = new HashSet<string> { "field", "code", "message" },
                        Properties = new Dictionary<string, IOpenApiSchema> { ["field"] = Text(), ["code"] = Text(), ["message"] = Text() },
                    },
                },
                ["traceId"] = Text(),
            },
        };
    }
}
