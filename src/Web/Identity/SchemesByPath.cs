using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Hecai.Web.Identity;

/// <summary>
/// The schemes that may answer a request by themselves, which the token server does: they are asked where programs come, and not
/// before each page, where asking them cost as much as signing the reader in.
/// </summary>
internal sealed class SchemesByPath(IOptions<AuthenticationOptions> options, IHttpContextAccessor current) : AuthenticationSchemeProvider(options)
{
    public override Task<IEnumerable<AuthenticationScheme>> GetRequestHandlerSchemesAsync() =>
        current.HttpContext?.Request.Path is { } path && (path.StartsWithSegments("/connect") || path.StartsWithSegments("/.well-known") || WhoActs.IsForPrograms(path))
            ? base.GetRequestHandlerSchemesAsync()
            : Task.FromResult(Enumerable.Empty<AuthenticationScheme>());
}
