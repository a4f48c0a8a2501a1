using System.Text;

namespace Hecai;

/// <summary>Strict UTF-8 with or without a mark at its start; another encoding is refused clearly instead of read as garbage.</summary>
public sealed class Utf8Text(Stream content) : IDisposable
{
    public const int MaxLine = 1 << 18;
    private readonly Decoder decoder = new UTF8Encoding(false, throwOnInvalidBytes: true).GetDecoder();
    private readonly byte[] bytes = new byte[1 << 16];
    private readonly char[] chars = new char[1 << 16];
    private int at, end;
    private bool begun, over;

    /// <summary>The next character without taking it; -1 at the end.</summary>
    public int Peek() => at < end || Fill() ? chars[at] : -1;

    public int Read() => at < end || Fill() ? chars[at++] : -1;

    /// <summary>The rest of the line without its end; null when there is none.</summary>
    public string? ReadLine()
    {
        if (Peek() < 0)
            return null;
        var line = new StringBuilder();
        while (Peek() >= 0)
        {
            var part = chars.AsSpan(at, end - at);
            var newline = part.IndexOf('\n');
            line.Append(newline < 0 ? part : part[..newline]);
            at += newline < 0 ? part.Length : newline + 1;
            if (line.Length > MaxLine)
                throw Refused.With(SheetErrors.Limit, $"{MaxLine >> 10} KB");
            if (newline >= 0)
                break;
        }
        if (line.Length > 0 && line[^1] == '\r')
            line.Length--;
        return line.ToString();
    }

    private bool Fill()
    {
        while (!over)
        {
            var read = content.Read(bytes);
            over = read == 0;
            try
            {
                (at, end) = (0, decoder.GetChars(bytes.AsSpan(0, read), chars, flush: over));
            }
            catch (DecoderFallbackException)
            {
                throw Refused.With(SheetErrors.Encoding);
            }
            // UTF-16 shows as zeros between the letters, and no text has them.
            if (chars.AsSpan(0, end).Contains('\0'))
                throw Refused.With(SheetErrors.Encoding);
            if (!begun && end > 0)
                (begun, at) = (true, chars[0] == '\uFEFF' ? 1 : 0);
            if (at < end)
                return true;
        }
        return false;
    }

    public void Dispose() => content.Dispose();
}

/// <summary>Refuses once more than so many bytes were read.</summary>
public sealed class LimitedStream(Stream inner, long limit, Func<Exception> refuse) : ReadOnlyStream
{
    private long read;

    public long Total => read;

    public override int Read(byte[] buffer, int offset, int count) => Count(inner.Read(buffer, offset, count));
    public override int Read(Span<byte> buffer) => Count(inner.Read(buffer));
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default) => Count(await inner.ReadAsync(buffer, ct));
    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken ct) => ReadAsync(buffer.AsMemory(offset, count), ct).AsTask();

    private int Count(int bytes) => (read += bytes) <= limit ? bytes : throw refuse();
}

/// <summary>Remembers the last four bytes that went through.</summary>
public sealed class TailStream(Stream inner) : ReadOnlyStream
{
    private uint last;

    /// <summary>The last four bytes as a little-endian number, after whatever is left was read.</summary>
    public uint LastFour()
    {
        var rest = new byte[4096];
        while (Read(rest) > 0) { }
        return last;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        foreach (var value in buffer[Math.Max(0, read - 4)..read])
            last = (last >> 8) | ((uint)value << 24);
        return read;
    }
}

/// <summary>Gives back the first bytes that were already looked at.</summary>
public sealed class PrefixedStream(ReadOnlyMemory<byte> prefix, Stream rest) : ReadOnlyStream
{
    private int taken;

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (taken >= prefix.Length)
            return rest.Read(buffer);
        var part = prefix.Span[taken..(taken + Math.Min(prefix.Length - taken, buffer.Length))];
        part.CopyTo(buffer);
        taken += part.Length;
        return part.Length;
    }

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken ct = default) =>
        taken < prefix.Length ? ValueTask.FromResult(Read(buffer.Span)) : rest.ReadAsync(buffer, ct);

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken ct) => ReadAsync(buffer.AsMemory(offset, count), ct).AsTask();
}

public abstract class ReadOnlyStream : Stream
{
    public override bool CanRead => true;
    public override bool CanSeek => false;
    public override bool CanWrite => false;
    public override long Length => throw new NotSupportedException();
    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }
    public override void Flush() { }
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();
    public override void SetLength(long value) => throw new NotSupportedException();
    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
