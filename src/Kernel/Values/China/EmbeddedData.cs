using System.IO.Compression;

namespace Hecai;

/// <summary>The lines of a data file that the build embedded (EmbeddedData.targets).</summary>
internal static class EmbeddedData
{
    public static IEnumerable<string> Lines(string name)
    {
        using var stream = typeof(EmbeddedData).Assembly.GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The build did not embed “{name}”.");
        using var reader = new StreamReader(new BrotliStream(stream, CompressionMode.Decompress));
        while (reader.ReadLine() is { } line)
            yield return line;
    }
}
