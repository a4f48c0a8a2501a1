namespace Hecai;

/// <summary>A kind of document that has files. Its module says who may read it, and with it its files.</summary>
public interface IFileDocument
{
    /// <summary>The name of the document in the audit trail: <c>requisition</c>.</summary>
    string Document { get; }

    /// <summary>Refuses unless the actor may read the document itself.</summary>
    Task Demand(Reading read, Guid id);
}

/// <summary>A file with the name under which its bytes are stored.</summary>
public sealed record OpenedFile(FileRow Row, string StoredName);

/// <summary>
/// Opens a file for whoever may read the document it belongs to: being a party of it is not enough, a role that does not see the
/// document does not see its files either.
/// </summary>
public sealed class OpenFile(AppDb db, IEnumerable<IFileDocument> documents)
{
    private readonly Dictionary<string, IFileDocument> documents = documents.ToDictionary(d => d.Document);

    public Task<OpenedFile> Run(FileId id, Actor actor, CancellationToken ct = default) => db.Read(actor, async read =>
    {
        var file = await read.Load<FileRecord>(id);
        await documents[file.Document].Demand(read, file.DocumentId);
        return new OpenedFile(new FileRow(file.Id, file.Name, file.ContentType, file.Length, file.At, file.UploadedByName), file.StoredName);
    }, ct);
}
