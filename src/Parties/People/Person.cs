using System.Security.Cryptography;

namespace Hecai.Parties;

/// <summary>
/// A human being, once on the whole platform, whatever organizations they belong to. Segregation of duties compares these.
/// No organization reads the row: each has its own copy of name and address in its <see cref="Membership"/>.
/// </summary>
public sealed class Person
{
    public const int MaxName = 60;

    private readonly List<Passkey> passkeys = [];

    private Person() { }

    internal Person(PersonId id, string? name, string? email, string? phone, DateTimeOffset now)
    {
        var fields = new FieldErrors();
        (Id, CreatedAt) = (id, now);
        Name = fields.Read("name", field => PlainText.Line(field, name, MaxName)) ?? "";
        Email = fields.Read("email", field => EmailAddress.Clean(field, email)) ?? "";
        Phone = fields.Read("phone", field => PlainText.OptionalLine(field, phone, Address.MaxPhone));
        fields.Demand();
        EmailKey = EmailAddress.Key(Email);
        Stamp();
    }

    public PersonId Id { get; private set; }
    public string Name { get; internal set; } = "";
    public string Email { get; internal set; } = "";

    /// <summary>See <see cref="EmailAddress.Key"/>; unique.</summary>
    public string EmailKey { get; internal set; } = "";
    public string? Phone { get; internal set; }
    public string? PasswordHash { get; internal set; }

    /// <summary>Changes with the password: every link and session made before is void from then on.</summary>
    public string SecurityStamp { get; internal set; } = "";

    /// <summary>Wrong passwords since the last right one; each try is counted before it is checked.</summary>
    public int FailedTries { get; internal set; }
    public DateTimeOffset? LockedUntil { get; internal set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<Passkey> Passkeys => passkeys;

    internal List<Passkey> PasskeyList => passkeys;

    internal void ChangePassword(string hash)
    {
        PasswordHash = hash;
        (FailedTries, LockedUntil) = (0, null);
        Stamp();
    }

    internal void Rename(string? name, string? phone)
    {
        var fields = new FieldErrors();
        var line = fields.Read("name", field => PlainText.Line(field, name, MaxName));
        var number = fields.Read("phone", field => PlainText.OptionalLine(field, phone, Address.MaxPhone));
        fields.Demand();
        (Name, Phone) = (line!, number);
    }

    private void Stamp() => SecurityStamp = Convert.ToHexString(RandomNumberGenerator.GetBytes(20));

    /// <summary>The person acting for themselves: on their own account, which belongs to no organization.</summary>
    internal Actor Themselves(Via via = Via.Page) => Actor.System(via) with { Person = Id, Name = Name };
}
