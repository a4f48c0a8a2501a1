using Hecai.Catalogue;
using Hecai.Web.Identity;

namespace Hecai.Web.Api;

/// <summary>Files of documents, for pages and programs: whoever may see the document gets them, under the type that their bytes have.</summary>
internal static class FileApi
{
    /// <summary>The address that pages link to.</summary>
    public static void MapFiles(this IEndpointRouteBuilder app)
    {
        app.MapGet("/files/{id:guid}", Get).SignedIn().ExcludeFromDescription();
        app.MapGet("/media/{id:guid}", Media).SignedIn().ExcludeFromDescription();
    }

    public static void MapFiles(this RouteGroupBuilder api)
    {
        api.MapGet("/files/{id:guid}", Get).SignedIn().Produces<Stream>(StatusCodes.Status200OK, "image/jpeg", "image/png", "image/webp", "application/pdf").WithSummary("The bytes of a file of a document that the caller may read");
        api.MapGet("/media/{id:guid}", Media).SignedIn().Produces<Stream>(StatusCodes.Status200OK, "image/jpeg", "image/png", "image/webp", "application/pdf").WithSummary("The bytes of a picture or document of a product that the caller sees");
    }

    private static async Task<IResult> Get(Guid id, HttpContext http, OpenFile open, IFileStore store, CancellationToken ct)
    {
        var file = await open.Run(new FileId(id), http.Actor(), ct);
        return await Send(http, store, file.StoredName, file.Row.ContentType, file.Row.Name, ct);
    }

    private static async Task<IResult> Media(Guid id, HttpContext http, AppDb db, SkuFileQueries files, IFileStore store, CancellationToken ct)
    {
        var (row, storedName) = await db.Read(http.Actor(), read => files.One(read, new SkuFileId(id)), ct);
        return await Send(http, store, storedName, row.ContentType, row.Name, ct);
    }

    /// <summary>Sends stored bytes: pictures to be shown, everything else to be saved.</summary>
    public static async Task<IResult> Send(HttpContext http, IFileStore store, string storedName, string contentType, string name, CancellationToken ct)
    {
        var bytes = await store.Open(storedName, ct) ?? throw Refused.With(KernelErrors.NotFound);
        // Bytes never change under their id; nothing that a browser could run is ever shown inline.
        http.Response.Headers.CacheControl = "private, max-age=31536000, immutable";
        http.Response.Headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        return Results.Stream(bytes, contentType, contentType.StartsWith("image/", StringComparison.Ordinal) ? null : name);
    }

    /// <summary>The body of a request as a file, no more of it than a file may have.</summary>
    public static async Task<byte[]> Body(HttpContext http, string field, CancellationToken ct)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[81920];
        for (int read; (read = await http.Request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (bytes.Length + read > Uploads.MaxBytes)
                throw Refused.Field(field, KernelErrors.FileTooLarge, Uploads.MaxBytes / (1024 * 1024));
            bytes.Write(buffer, 0, read);
        }
        return bytes.ToArray();
    }
}
