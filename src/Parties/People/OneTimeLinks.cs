using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace Hecai.Parties;

/// <summary>
/// Links sent by mail. The link carries its content sealed with the installation's keys, so that neither the database nor
/// the outbox ever holds one; what it names (an open invitation, a security stamp) makes it work once.
/// </summary>
public sealed class OneTimeLinks(IDataProtectionProvider keys, TimeProvider clock)
{
    /// <summary>A sealed token for a purpose, void after <paramref name="until"/>.</summary>
    internal string Make(string purpose, string content, DateTimeOffset until) =>
        Protector(purpose).Protect($"{until.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)}|{content}");

    /// <summary>What was sealed, or refuses with <c>link.void</c> when forged, of another purpose or too old.</summary>
    internal string Open(string purpose, string? token)
    {
        try
        {
            var parts = Protector(purpose).Unprotect(token ?? "").Split('|', 2);
            if (clock.GetUtcNow().ToUnixTimeSeconds() < long.Parse(parts[0], CultureInfo.InvariantCulture))
                return parts[1];
        }
        catch (CryptographicException)
        {
            // Forged, cut off, or made by another installation: all the same to who sent it.
        }
        throw Refused.With(PartiesErrors.LinkVoid);
    }

    private IDataProtector Protector(string purpose) => keys.CreateProtector("Hecai.OneTimeLinks", purpose);
}
