using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai;

public readonly record struct FileId(Guid Value) : IId;

/// <summary>A file that belongs to a document. It is seen by the document's parties and by nobody else; its bytes lie in the <see cref="IFileStore"/>.</summary>
internal sealed class FileRecord
{
    private FileRecord() { }

    public FileRecord(FileId id, StoredContent content, FileOwner owner, Actor actor, DateTimeOffset now)
    {
        (Id, StoredName, ContentType, Length, Sha256, Name) = (id, content.StoredName, content.Kind.ContentType, content.Length, content.Sha256, content.Name);
        (BuyerId, SupplierId, ProviderId, Document, DocumentId) = (owner.Buyer, owner.Supplier, owner.Provider, owner.Document, owner.DocumentId);
        (UploadedByPerson, UploadedByName, At) = (actor.Person, actor.Name, now);
    }

    public FileId Id { get; private set; }
    public OrganizationId? BuyerId { get; private set; }
    public OrganizationId? SupplierId { get; private set; }
    public OrganizationId? ProviderId { get; private set; }
    public string Document { get; private set; } = "";
    public Guid DocumentId { get; private set; }

    /// <summary>The name that the uploader gave it, cleaned; only ever shown.</summary>
    public string Name { get; private set; } = "";
    public string ContentType { get; private set; } = "";
    public long Length { get; private set; }
    public string Sha256 { get; private set; } = "";
    public string StoredName { get; private set; } = "";
    public PersonId UploadedByPerson { get; private set; }
    public string UploadedByName { get; private set; } = "";
    public DateTimeOffset At { get; private set; }
}

/// <summary>The document a file belongs to, and the organizations that see it.</summary>
public sealed record FileOwner(string Document, Guid DocumentId, OrganizationId? Buyer, OrganizationId? Supplier, OrganizationId? Provider);

internal sealed class FileRecordMap : IEntityTypeConfiguration<FileRecord>
{
    public void Configure(EntityTypeBuilder<FileRecord> file)
    {
        file.ToTable("files").Document("file", seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).By(x => x.ProviderId).ByOperator());
        file.HasKey(x => x.Id);
        file.Property(x => x.Document).HasMaxLength(60);
        file.Property(x => x.Name).HasMaxLength(120);
        file.Property(x => x.ContentType).HasMaxLength(40);
        file.Property(x => x.Sha256).HasMaxLength(64);
        file.Property(x => x.StoredName).HasMaxLength(60);
        file.Property(x => x.UploadedByName).HasMaxLength(100);
        file.HasIndex(x => x.DocumentId);
    }
}

/// <summary>A file as those who may see it get it.</summary>
public sealed record FileView(FileId Id, string Name, string ContentType, long Length, string StoredName, DateTimeOffset At, string UploadedByName)
{
    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
}

public sealed class FileQueries
{
    /// <summary>The file, or <c>not_found</c> for everybody who is no party of its document.</summary>
    public async Task<FileView> One(Reading read, FileId id)
    {
        var file = await read.Load<FileRecord>(id);
        return new FileView(file.Id, file.Name, file.ContentType, file.Length, file.StoredName, file.At, file.UploadedByName);
    }
}
