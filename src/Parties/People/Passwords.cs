using Microsoft.AspNetCore.Identity;

namespace Hecai.Parties;

/// <summary>Passwords are long rather than complicated (NIST SP 800-63B section 5.1.1): 10 to 128 characters of any kind.</summary>
public sealed class Passwords(IPasswordHasher<Person> hasher)
{
    public const int Min = 10, Max = 128;

    private readonly Lazy<string> nobodys = new(() => hasher.HashPassword(null!, Guid.NewGuid().ToString()));

    /// <summary>The salted hash of a new password, or refuses <c>password.length</c> or <c>password.like_email</c>. Takes tens of milliseconds: never inside a transaction.</summary>
    public string Hash(string? password, string email, string field = "password")
    {
        // Longer input would only keep the processor busy.
        if (password is not { Length: >= Min and <= Max })
            throw Refused.Field(field, PartiesErrors.PasswordLength, Min, Max);
        if (EmailAddress.Key(password) == EmailAddress.Key(email))
            throw Refused.Field(field, PartiesErrors.PasswordLikeEmail);
        return hasher.HashPassword(null!, password);
    }

    /// <summary>
    /// True when the password is this person's. Without a person, or one without a password, the same work is done
    /// against nobody's hash, so that the time of the answer tells nothing.
    /// </summary>
    public bool Fits(string? hash, string? password)
    {
        var given = password is { Length: <= Max } ? password : "";
        var result = hasher.VerifyHashedPassword(null!, hash ?? nobodys.Value, given);
        return hash is not null && result != PasswordVerificationResult.Failed;
    }
}
