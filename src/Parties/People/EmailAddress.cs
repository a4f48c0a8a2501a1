using System.Text.RegularExpressions;

namespace Hecai.Parties;

/// <summary>E-mail addresses as people sign in with them: kept as written, compared without regard to case.</summary>
public static partial class EmailAddress
{
    /// <summary>RFC 5321 section 4.5.3.1 allows 254; nobody needs more.</summary>
    public const int Max = 254;

    /// <summary>The address, cleaned; refused with <c>person.email</c>.</summary>
    public static string Clean(string field, string? value)
    {
        var address = PlainText.Line(field, value, Max);
        return Shape().IsMatch(address) ? address : throw Refused.Field(field, PartiesErrors.Email);
    }

    /// <summary>What two writings of the same address have in common; the same as Identity's lookup normalizer.</summary>
    public static string Key(string address) => address.Trim().Normalize().ToUpperInvariant();

    // Stricter than RFC 5322: ASCII, no quoted part, no comment, so that an address is never read as two and never breaks a mail header.
    [GeneratedRegex(@"\A[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
