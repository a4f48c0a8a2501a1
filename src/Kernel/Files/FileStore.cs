using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Hecai;

/// <summary>Where the bytes of files lie. Names are ours, so no name from outside ever reaches a path.</summary>
public interface IFileStore
{
    Task Save(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct);

    /// <summary>The bytes; null when they are not there.</summary>
    Task<Stream?> Open(string name, CancellationToken ct);
    Task Delete(string name, CancellationToken ct);
}

/// <summary>Files in the data directory, spread over 256 folders.</summary>
internal sealed class FolderFileStore(IConfiguration settings) : IFileStore
{
    private string Root => Path.Combine(settings["Hecai:Data"] is { Length: > 0 } data ? data : "data", "files");

    public async Task Save(string name, ReadOnlyMemory<byte> bytes, CancellationToken ct)
    {
        var path = PathOf(name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        // A reader never meets a half-written file.
        var unfinished = path + ".part";
        await using (var file = File.Create(unfinished))
            await file.WriteAsync(bytes, ct);
        File.Move(unfinished, path, overwrite: true);
    }

    public Task<Stream?> Open(string name, CancellationToken ct)
    {
        var path = PathOf(name);
        return Task.FromResult<Stream?>(File.Exists(path) ? File.OpenRead(path) : null);
    }

    public Task Delete(string name, CancellationToken ct)
    {
        File.Delete(PathOf(name));
        return Task.CompletedTask;
    }

    private string PathOf(string name)
    {
        if (name.Length is < 8 or > 60 || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '.') || name[0] == '.')
            throw new InvalidOperationException("Not a name of the file store.");
        return Path.Combine(Root, Path.GetFileNameWithoutExtension(name)[^2..], name);
    }
}

/// <summary>What somebody sent: bytes, and what they call them.</summary>
public sealed record Upload(ReadOnlyMemory<byte> Bytes, string? Name);

/// <summary>Bytes that were checked and stored, before a document takes them.</summary>
public sealed record StoredContent(string StoredName, string Name, FileKind Kind, long Length, string Sha256);

/// <summary>
/// Takes uploads in: size and kind are checked by their bytes, photos lose their metadata, and the store gives the name. The bytes
/// are written before the transaction that refers to them, because nothing but SQL happens inside one.
/// </summary>
public sealed class Uploads(IFileStore store)
{
    /// <summary>What a browser's scaled photo, or a scanned document, needs at most.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <summary>Checks and stores one file, runs <paramref name="use"/>, and takes the bytes away again when that fails.</summary>
    /// <param name="bytes">At most <see cref="MaxBytes"/>.</param>
    /// <param name="name">The sender's name of the file; only ever shown.</param>
    /// <param name="pictureOnly">Refuses documents.</param>
    /// <param name="use">The transaction that attaches the file.</param>
    /// <param name="field">The field that a refusal names.</param>
    /// <param name="ct">Cancels.</param>
    public Task<T> Take<T>(ReadOnlyMemory<byte> bytes, string? name, bool pictureOnly, Func<StoredContent, Task<T>> use, string field, CancellationToken ct) =>
        Take([new Upload(bytes, name)], pictureOnly, stored => use(stored[0]), field, ct);

    /// <summary>As above for several files: all of them are checked before any is stored, and all go when <paramref name="use"/> fails.</summary>
    public async Task<T> Take<T>(IReadOnlyList<Upload> files, bool pictureOnly, Func<IReadOnlyList<StoredContent>, Task<T>> use, string field, CancellationToken ct)
    {
        var kinds = files.Select(file => Checked(file, pictureOnly, field)).ToList();
        var stored = new List<StoredContent>(files.Count);
        try
        {
            foreach (var (file, kind) in files.Zip(kinds))
            {
                var content = kind == FileKind.Jpeg ? JpegMetadata.Strip(file.Bytes) : file.Bytes;
                stored.Add(new StoredContent($"{Guid.CreateVersion7():N}.{kind.Extension}", Shown(file.Name, kind), kind, content.Length, Convert.ToHexString(SHA256.HashData(content.Span))));
                await store.Save(stored[^1].StoredName, content, ct);
            }
            return await use(stored);
        }
        catch
        {
            foreach (var one in stored)
                await store.Delete(one.StoredName, CancellationToken.None);
            throw;
        }
    }

    private static FileKind Checked(Upload file, bool pictureOnly, string field)
    {
        if (file.Bytes.Length > MaxBytes)
            throw Refused.Field(field, KernelErrors.FileTooLarge, MaxBytes / (1024 * 1024));
        return FileKind.Of(file.Bytes.Span) is { } kind && (kind.IsPicture || !pictureOnly)
            ? kind
            : throw Refused.Field(field, pictureOnly ? KernelErrors.FileNotAPicture : KernelErrors.FileKind);
    }

    private static string Shown(string? name, FileKind kind)
    {
        var last = (name ?? "").Split('/', '\\')[^1].Trim();
        var visible = last.Length is > 0 and <= 120 && PlainText.IsVisible(last);
        return visible ? last : $"file.{kind.Extension}";
    }
}

public static class Files
{
    /// <summary>Attaches stored bytes to a document within its transaction.</summary>
    public static FileId Attach(this Tx tx, StoredContent content, FileOwner owner) =>
        tx.Add(new FileRecord(Id.New<FileId>(), content, owner, tx.Actor, tx.Now)).Id;

    /// <summary>Takes a file off a document, or refuses when it has no such file. Returns its name. The bytes stay: the audit trail keeps their hash, and an auditor may ask for them.</summary>
    public static async Task<string> Detach(this Tx tx, FileId file, string document, Guid id)
    {
        var record = await tx.Load<FileRecord>(file);
        if (record.Document != document || record.DocumentId != id)
            throw Refused.With(KernelErrors.NotFound);
        tx.Remove(record);
        return record.Name;
    }
}
