using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>The supplier adds pictures or documents to a draft; what is on sale is suspended and revised first, so that nothing is shown unreviewed.</summary>
public sealed class AddSkuFiles(AppDb db, Uploads uploads)
{
    public const int Max = 20;

    /// <param name="id">A draft of the supplier's own.</param>
    /// <param name="kind">Pictures are JPEG, PNG or WebP by content; documents may also be PDF.</param>
    /// <param name="files">All of them or none; refusals name the field <c>files</c>.</param>
    /// <param name="actor">Somebody who edits the supplier's listings.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<SkuFileId>> Run(ListingId id, SkuFileKind kind, IReadOnlyList<Upload> files, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(CataloguePermissions.Edit);
        if (files.Count == 0)
            throw Refused.Field("files", KernelErrors.Required);
        // Nobody fills the store who may not write the listing.
        await db.Read(actor, read => read.OwnDraft(id), ct);
        return await uploads.Take(files, kind == SkuFileKind.Picture, stored => db.Write<IReadOnlyList<SkuFileId>>(actor, async tx =>
        {
            var (listing, sku) = await tx.OwnDraft(id);
            if (await tx.Set<SkuFile>().CountAsync(f => f.SkuId == sku.Id, ct) + stored.Count > Max)
                throw Refused.Field("files", CatalogueErrors.TooManyFiles, Max);
            listing.Touch(tx.Now);
            tx.Log("listing", id, "listing.files_added", null, string.Join(", ", stored.Select(s => s.Name)));
            return [.. stored.Select(content => tx.Add(new SkuFile(sku, kind, content, tx.Now)).Id)];
        }, ct), "files", ct);
    }
}

/// <summary>The supplier takes a picture or document off a draft.</summary>
public sealed class RemoveSkuFile(AppDb db)
{
    public Task Run(ListingId id, SkuFileId file, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(CataloguePermissions.Edit);
        var (listing, sku) = await tx.OwnDraft(id);
        var found = await tx.Set<SkuFile>().FirstOrDefaultAsync(f => f.SkuId == sku.Id && f.Id == file, ct) ?? throw Refused.With(KernelErrors.NotFound);
        tx.Remove(found);
        listing.Touch(tx.Now);
        tx.Log("listing", id, "listing.file_removed", null, found.Name);
    }, ct);
}
