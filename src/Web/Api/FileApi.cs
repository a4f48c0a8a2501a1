using Hecai.Web.Identity;

namespace Hecai.Web.Api;

/// <summary>Files of documents, for pages and programs: whoever may see the document gets them, under the type that their bytes have.</summary>
internal static class FileApi
{
    /// <summary>The address that pages link to.</summary>
    public static void MapFiles(this IEndpointRouteBuilder app) => app.MapGet("/files/{id:guid}", Get).SignedIn().ExcludeFromDescription();

    public static void MapFiles(this RouteGroupBuilder api) => api.MapGet("/files/{id:guid}", Get).SignedIn().WithSummary("The bytes of a file of a document that the caller sees");

    private static async Task<IResult> Get(Guid id, HttpContext http, AppDb db, FileQueries files, IFileStore store, CancellationToken ct)
    {
        var file = await db.Read(http.Actor(), read => files.One(read, new FileId(id)), ct);
        var bytes = await store.Open(file.StoredName, ct) ?? throw Refused.With(KernelErrors.NotFound);
        // Bytes never change under their id; nothing that a browser could run is ever shown inline.
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(bytes, file.ContentType, file.IsPicture ? null : file.Name);
    }
}
