using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Hecai;

/// <summary>
/// The installation's signing key (ECDSA P-256), kept outside of the database it protects; beside it the newest block of each
/// database, because a chain that was cut off is whole in itself.
/// </summary>
public sealed class AuditKey : IDisposable
{
    private readonly ECDsa key;
    private readonly string directory;
    private readonly Lock remembering = new();

    private AuditKey(ECDsa key, string directory) => (this.key, this.directory) = (key, directory);

    /// <summary>Reads the key of a data directory, making it on the first start; readable by its owner only.</summary>
    public static AuditKey In(string directory)
    {
        var path = Path.Combine(directory, "audit-key.pem");
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (File.Exists(path))
        {
            key.ImportFromPem(File.ReadAllText(path));
            return new AuditKey(key, directory);
        }
        Directory.CreateDirectory(directory);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(path, options);
        writer.Write(key.ExportPkcs8PrivateKeyPem());
        return new AuditKey(key, directory);
    }

    public string Sign(string text) => Convert.ToBase64String(key.SignData(Encoding.UTF8.GetBytes(text), HashAlgorithmName.SHA256));

    public bool Verifies(string text, string signature)
    {
        Span<byte> bytes = stackalloc byte[128];
        return Convert.TryFromBase64String(signature, bytes, out var length)
            && key.VerifyData(Encoding.UTF8.GetBytes(text), bytes[..length], HashAlgorithmName.SHA256);
    }

    /// <summary>The newest block of the database at this place that this installation knows; null before the first.</summary>
    public (long Number, string Hash)? Newest(string place)
    {
        if (!File.Exists(HeadOf(place)))
            return null;
        var words = File.ReadAllText(HeadOf(place)).Split(' ');
        return (long.Parse(words[0], CultureInfo.InvariantCulture), words[1]);
    }

    /// <summary>Keeps the newest block of a place; an older one than is known changes nothing.</summary>
    internal void Remember(string place, long number, string hash)
    {
        lock (remembering)
        {
            if (Newest(place) is { } newest && newest.Number >= number)
                return;
            // Written beside and moved: a crash leaves the old head or the new one.
            File.WriteAllText(HeadOf(place) + ".part", $"{number.ToString(CultureInfo.InvariantCulture)} {hash}");
            File.Move(HeadOf(place) + ".part", HeadOf(place), overwrite: true);
        }
    }

    private string HeadOf(string place) => Path.Combine(directory, $"audit-head-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(place)))[..16]}");

    public void Dispose() => key.Dispose();
}
