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
        (BuyerId, SupplierId, ProviderId, OperatorSees, Document, DocumentId) = (owner.Buyer, owner.Supplier, owner.Provider, owner.Operator, owner.Document, owner.DocumentId);
        (UploadedByPerson, UploadedByName, At) = (actor.Person, actor.Name, now);
    }

    public FileId Id { get; private set; }
    public OrganizationId? BuyerId { get; private set; }
    public OrganizationId? SupplierId { get; private set; }
    public OrganizationId? ProviderId { get; private set; }

    /// <summary>The operator sees the document, too; what buyers ask among themselves it does not.</summary>
    public bool OperatorSees { get; private set; }
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
public sealed record FileOwner(string Document, Guid DocumentId, OrganizationId? Buyer, OrganizationId? Supplier, OrganizationId? Provider, bool Operator);

internal sealed class FileRecordMap : IEntityTypeConfiguration<FileRecord>
{
    public void Configure(EntityTypeBuilder<FileRecord> file)
    {
        file.ToTable("files").Document("file", seen => seen.By(x => x.BuyerId).By(x => x.SupplierId).By(x => x.ProviderId).ByOperatorWhen(x => x.OperatorSees));
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

/// <summary>A file of a document, as lists show it.</summary>
public sealed record FileRow(FileId Id, string Name, string ContentType, long Length, DateTimeOffset At, string UploadedByName)
{
    public bool IsPicture => ContentType.StartsWith("image/", StringComparison.Ordinal);
}

public sealed class FileQueries
{
    /// <summary>The files of a document, in the order they came; the caller has already loaded the document itself.</summary>
    public async Task<IReadOnlyList<FileRow>> Of(Reading read, string document, Guid id) => await read.Set<FileRecord>().Where(f => f.Document == document && f.DocumentId == id)
        .OrderBy(f => f.Id).Select(f => new FileRow(f.Id, f.Name, f.ContentType, f.Length, f.At, f.UploadedByName)).ToListAsync(read.Cancel);
}
