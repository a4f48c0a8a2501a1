using System.Buffers.Text;
using Microsoft.AspNetCore.Identity;

namespace Hecai.Parties;

/// <summary>A WebAuthn credential of a person.</summary>
public sealed class Passkey
{
    internal Passkey() { }

    /// <summary>The credential id in base64url.</summary>
    public string Id { get; internal init; } = "";
    public PersonId PersonId { get; internal init; }
    public string? Name { get; internal set; }
    public byte[] PublicKey { get; internal init; } = [];
    public DateTimeOffset CreatedAt { get; internal init; }

    /// <summary>Grows with each use on authenticators that count; a smaller one tells of a copy.</summary>
    public long SignCount { get; internal set; }
    public string[] Transports { get; internal init; } = [];
    public bool UserVerified { get; internal set; }
    public bool BackupEligible { get; internal init; }
    public bool BackedUp { get; internal set; }
    public byte[] Attestation { get; internal init; } = [];
    public byte[] ClientData { get; internal init; } = [];

    internal static Passkey Of(PersonId person, string id, UserPasskeyInfo info)
    {
        var passkey = new Passkey
        {
            Id = id,
            PersonId = person,
            PublicKey = info.PublicKey,
            CreatedAt = info.CreatedAt,
            Transports = info.Transports ?? [],
            BackupEligible = info.IsBackupEligible,
            Attestation = info.AttestationObject,
            ClientData = info.ClientDataJson,
        };
        passkey.Take(info);
        return passkey;
    }

    /// <summary>What changes with each use.</summary>
    internal void Take(UserPasskeyInfo info) =>
        (Name, SignCount, UserVerified, BackedUp) = (PlainText.OptionalLine("name", info.Name, Person.MaxName), info.SignCount, info.IsUserVerified, info.IsBackedUp);

    internal UserPasskeyInfo ToInfo() => new(Base64Url.DecodeFromChars(Id), PublicKey, CreatedAt, checked((uint)SignCount), Transports,
        UserVerified, BackupEligible, BackedUp, Attestation, ClientData)
    {
        Name = Name,
    };
}
