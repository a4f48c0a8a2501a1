using System.Security.Claims;
using System.Security.Cryptography;
using Hecai.Parties;
using Microsoft.AspNetCore;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Hecai.Web.Identity;

/// <summary>
/// OAuth 2.0 client credentials (RFC 6749 section 4.4). OpenIddict runs without its own tables: clients are our API clients,
/// tokens are signed JWTs of one hour, and what they allow is looked up anew on each request.
/// </summary>
internal static class Tokens
{
    public const string Audience = "hecai-api";
    private const string Path = "/connect/token";

    public static void AddTokens(this IServiceCollection services, PublicAddress address, string folder) => services.AddOpenIddict()
        .AddServer(server =>
        {
            server.SetIssuer(address.Root).SetTokenEndpointUris(Path).AllowClientCredentialsFlow().SetAccessTokenLifetime(TimeSpan.FromHours(1));
            server.EnableDegradedMode().DisableScopeValidation().DisableAccessTokenEncryption();
            server.AddSigningKey(Key(folder, "token-signing.pem")).AddEncryptionKey(Key(folder, "token-encryption.pem"));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(CheckClient));
            var host = server.UseAspNetCore().EnableTokenEndpointPassthrough();
            // Behind a proxy that ends TLS, or on loopback, the request itself is plain.
            host.DisableTransportSecurityRequirement();
        })
        .AddValidation(validation =>
        {
            validation.UseLocalServer();
            validation.AddAudiences(Audience);
            validation.UseAspNetCore();
        });

    public static void MapTokens(this WebApplication app) =>
        app.MapPost(Path, Grant).AllowAnonymous().DisableAntiforgery().RequireRateLimiting(RateLimits.Token).ExcludeFromDescription();

    private static async ValueTask CheckClient(ValidateTokenRequestContext context)
    {
        if (!context.Request.IsClientCredentialsGrantType())
        {
            context.Reject(Errors.UnsupportedGrantType);
            return;
        }
        var http = context.Transaction.GetHttpRequest()!.HttpContext;
        var clients = http.RequestServices.GetRequiredService<ApiClientQueries>();
        if (await clients.Authenticate(context.Request.ClientId, context.Request.ClientSecret, http.RequestAborted) is not { } scopes)
            context.Reject(Errors.InvalidClient, "The client id or its secret is wrong, or the client was revoked.");
        else if (context.Request.GetScopes().Any(scope => !scopes.Contains(scope)))
            context.Reject(Errors.InvalidScope, "The client does not have all of these scopes.");
        else
            http.Items[typeof(Tokens)] = scopes;
    }

    private static IResult Grant(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("OpenIddict did not handle the request.");
        var scopes = request.GetScopes() is { IsEmpty: false } asked ? asked : [.. (IReadOnlyList<string>)context.Items[typeof(Tokens)]!];
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType);
        identity.SetClaim(Claims.Subject, request.ClientId).SetScopes(scopes).SetResources(Audience).SetDestinations(_ => [Destinations.AccessToken]);
        return Results.SignIn(new ClaimsPrincipal(identity), authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    /// <summary>The installation's RSA key of this name, made at the first start; all nodes share the folder.</summary>
    private static RsaSecurityKey Key(string folder, string name)
    {
        var file = System.IO.Path.Combine(folder, name);
        if (!File.Exists(file))
        {
            using var made = RSA.Create(2048);
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(file, options);
            writer.Write(made.ExportPkcs8PrivateKeyPem());
        }
        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(file));
        return new RsaSecurityKey(rsa);
    }
}
