using System.Text;
using QRCoder;

namespace Hecai.Web.Documents;

/// <summary>A QR code as squares, for pages (SVG path) and PDF alike.</summary>
public sealed class QrCode
{
    private readonly List<System.Collections.BitArray> rows;

    public QrCode(string text)
    {
        using var generator = new QRCodeGenerator();
        using var data = generator.CreateQrCode(text, QRCodeGenerator.ECCLevel.M);
        rows = data.ModuleMatrix;
    }

    /// <summary>Modules on each side, the quiet zone included.</summary>
    public int Size => rows.Count;

    public IEnumerable<(int X, int Y)> Dark => from y in Enumerable.Range(0, Size) from x in Enumerable.Range(0, Size) where rows[y][x] select (x, y);

    /// <summary>The dark modules as one path in units of modules.</summary>
    public string Path
    {
        get
        {
            var path = new StringBuilder();
            foreach (var (x, y) in Dark)
                path.Append('M').Append(x).Append(' ').Append(y).Append("h1v1h-1z");
            return path.ToString();
        }
    }
}
