using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Catalogue;

public readonly record struct SkuFileId(Guid Value) : IId;

/// <summary>What a file says about its product.</summary>
public enum SkuFileKind { Picture, Manual, Certificate, Drawing, Other }

/// <summary>A picture or document of a product, uploaded by its supplier. It is as public as the product's description.</summary>
internal sealed class SkuFile
{
    private SkuFile() { }

    public SkuFile(Sku sku, SkuFileKind kind, StoredContent content, DateTimeOffset now)
    {
        (Id, SkuId, SupplierId, Kind, At) = (Hecai.Id.New<SkuFileId>(), sku.Id, sku.SupplierId, kind, now);
        (Name, ContentType, Length, Sha256, StoredName) = (content.Name, content.Kind.ContentType, content.Length, content.Sha256, content.StoredName);
    }

    public SkuFileId Id { get; private set; }
    public SkuId SkuId { get; private set; }
    public OrganizationId SupplierId { get; private set; }
    public SkuFileKind Kind { get; private set; }
    public string Name { get; private set; } = "";
    public string ContentType { get; private set; } = "";
    public long Length { get; private set; }
    public string Sha256 { get; private set; } = "";
    public string StoredName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}

internal sealed class SkuFileMap : IEntityTypeConfiguration<SkuFile>
{
    public void Configure(EntityTypeBuilder<SkuFile> file)
    {
        file.ToTable("sku_files").PartOf("sku", x => x.SkuId, seen => seen.ByEveryone().By(x => x.SupplierId).ByOperator());
        file.HasKey(x => new { x.SupplierId, x.Id });
        file.Property(x => x.Name).HasMaxLength(120);
        file.Property(x => x.ContentType).HasMaxLength(40);
        file.Property(x => x.Sha256).HasMaxLength(64);
        file.Property(x => x.StoredName).HasMaxLength(60);
        file.HasIndex(x => x.Id).IsUnique();
        file.HasIndex(x => x.SkuId);
        file.HasOne<Sku>().WithMany().HasForeignKey(x => new { x.SupplierId, x.SkuId }).HasPrincipalKey(x => new { x.SupplierId, x.Id });
    }
}

/// <summary>A file of a product.</summary>
public sealed record SkuFileRow(SkuFileId Id, SkuFileKind Kind, string Name, string ContentType, long Length)
{
    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
}

public sealed class SkuFileQueries(CatalogueQueries catalogue)
{
    private static readonly PreparedQuery<SkuId, SkuFileRow> OfSku = new((context, sku) => context.Set<SkuFile>().AsNoTracking().Where(f => f.SkuId == sku).OrderBy(f => f.Id)
        .Select(f => new SkuFileRow(f.Id, f.Kind, f.Name, f.ContentType, f.Length)));

    /// <summary>The files of a product in the order they came; the caller has already found the product visible.</summary>
    public async Task<IReadOnlyList<SkuFileRow>> Of(Reading read, SkuId sku) => await OfSku.Rows(read, sku);

    /// <summary>The first picture of each of these products, in one query; products without one are absent.</summary>
    public async Task<IReadOnlyDictionary<SkuId, SkuFileId>> Pictures(Reading read, IReadOnlyCollection<SkuId> skus) =>
        (await read.Set<SkuFile>().Where(f => skus.Contains(f.SkuId) && f.Kind == SkuFileKind.Picture).OrderBy(f => f.Id).Select(f => new { f.SkuId, f.Id }).ToListAsync(read.Cancel))
        .GroupBy(f => f.SkuId).ToDictionary(g => g.Key, g => g.First().Id);

    /// <summary>A file and the name of its bytes, to whoever sees its product; those of a draft, and of what is sold later, are its supplier's and the operator's.</summary>
    public async Task<(SkuFileRow Row, string StoredName)> One(Reading read, SkuFileId id)
    {
        var found = await (from f in read.Set<SkuFile>()
                           join x in CatalogueQueries.Visible(read) on f.SkuId equals x.Sku.Id
                           where f.Id == id
                           select new { File = f, Product = x }).ToListAsync(read.Cancel);
        SkuFile? file = null;
        foreach (var seen in found)
            if (file is null && CatalogueQueries.IsVisible(read.Actor, seen.Product.Listing, read.Now) && await catalogue.IsInAssortment(read, seen.Product))
                file = seen.File;
        if (file is null)
            throw Refused.With(KernelErrors.NotFound);
        return (new SkuFileRow(file.Id, file.Kind, file.Name, file.ContentType, file.Length), file.StoredName);
    }
}
