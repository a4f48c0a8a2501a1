using SkiaSharp;

namespace Hecai.Web.Documents;

public static class DocumentErrors
{
    public static readonly Error NoFont = Error.Conflict("document.no_font",
        "服务器上没有中文字体，无法生成 PDF；请安装 fonts-noto-cjk，或在 Hecai:Font 指定字体文件。页面打印不受影响。",
        "The server has no Chinese font, so no PDF can be made; install fonts-noto-cjk or name a font file in Hecai:Font. Printing the page still works.");
}

/// <summary>
/// The font of printed documents: the file named in the configuration (<c>Hecai:Font</c>, with <c>#2</c> for a face of a collection), else
/// one that distributions install. Noto's second face is Simplified Chinese.
/// </summary>
public sealed class PdfFonts(IConfiguration settings)
{
    private static readonly (string Path, int Face)[] WellKnown =
    [
        ("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc", 2),
        ("/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc", 2),
        ("/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc", 2),
        ("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf", 0),
        ("/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc", 0),
        ("/System/Library/Fonts/PingFang.ttc", 0),
        (@"C:\Windows\Fonts\msyh.ttc", 0),
    ];

    private readonly Lazy<SKTypeface?> face = new(() => Find(settings["Hecai:Font"]));

    /// <summary>The typeface, or refused with <c>document.no_font</c>.</summary>
    public SKTypeface Face => face.Value ?? throw Refused.With(DocumentErrors.NoFont);

    private static SKTypeface? Find(string? configured)
    {
        if (configured is { Length: > 0 })
        {
            var parts = configured.Split('#');
            return Open(parts[0], parts.Length > 1 && int.TryParse(parts[1], out var index) ? index : 0);
        }
        return WellKnown.Select(known => Open(known.Path, known.Face)).FirstOrDefault(found => found is not null);
    }

    // A font without Chinese would print boxes.
    private static SKTypeface? Open(string path, int index) =>
        File.Exists(path) && SKTypeface.FromFile(path, index) is { } found && Writes(found) ? found : null;

    private static bool Writes(SKTypeface face)
    {
        using var font = new SKFont(face);
        return font.ContainsGlyph('验');
    }
}
