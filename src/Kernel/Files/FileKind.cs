namespace Hecai;

/// <summary>A kind of file that is accepted, known by its first bytes and never by its name or what the sender says of it.</summary>
public sealed record FileKind(string ContentType, string Extension)
{
    public static readonly FileKind Jpeg = new("image/jpeg", "jpg");
    public static readonly FileKind Png = new("image/png", "png");
    public static readonly FileKind Webp = new("image/webp", "webp");
    public static readonly FileKind Pdf = new("application/pdf", "pdf");

    public bool IsPicture => this != Pdf;

    /// <summary>The kind of these bytes; null when it is none of ours.</summary>
    public static FileKind? Of(ReadOnlySpan<byte> bytes) =>
        bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? Jpeg
        : bytes.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? Png
        : bytes.Length >= 16 && bytes.StartsWith("RIFF"u8) && bytes[8..12].SequenceEqual("WEBP"u8) ? Webp
        : bytes.StartsWith("%PDF-"u8) ? Pdf
        : null;
}

/// <summary>Takes out of a JPEG what says where and with what it was taken; a photo of a site is not to tell more than it shows.</summary>
internal static class JpegMetadata
{
    /// <summary>The picture without its application segments 1 to 13 and 15 (Exif, XMP, ICC aside) and comments; anything malformed is left as it is.</summary>
    public static ReadOnlyMemory<byte> Strip(ReadOnlyMemory<byte> picture)
    {
        var bytes = picture.Span;
        var kept = new MemoryStream(bytes.Length);
        kept.Write(bytes[..2]);
        var at = 2;
        while (at + 4 <= bytes.Length && bytes[at] == 0xFF)
        {
            var marker = bytes[at + 1];
            if (marker == 0xDA)
            {
                kept.Write(bytes[at..]);
                return kept.GetBuffer().AsMemory(0, (int)kept.Length);
            }
            var length = (bytes[at + 2] << 8) + bytes[at + 3] + 2;
            if (length < 4 || at + length > bytes.Length)
                return picture;
            // Application segments: 0 is JFIF, 2 the colour profile, 14 Adobe's colour transform; the picture needs them.
            if (marker is not ((>= 0xE1 and <= 0xEF) or 0xFE) || marker is 0xE2 or 0xEE)
                kept.Write(bytes.Slice(at, length));
            at += length;
        }
        return picture;
    }
}
