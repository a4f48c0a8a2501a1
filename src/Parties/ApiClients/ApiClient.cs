using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Parties;

public readonly record struct ApiClientId(Guid Value) : IId;

public enum ApiClientState { Offered, Active, Revoked }

/// <summary>
/// A program that acts as one membership, with some of its rights. Its scopes are codes of permissions. Made for another
/// member it works only once that member has confirmed it: an administrator must not act as somebody who may buy.
/// </summary>
internal sealed class ApiClient
{
    public const int MaxName = 60;

    public static readonly Flow<ApiClientState> Lifecycle = new("api_client", ("接口密钥", "API client"),
        (ApiClientState.Offered, ("待本人确认", "To be confirmed"), Tone.Wait,
            [new(ApiClientState.Active, "confirm", ("确认", "Confirm"), PartiesPermissions.ManageApiClients),
             new(ApiClientState.Revoked, "revoke", ("作废", "Revoke"), PartiesPermissions.ManageApiClients)]),
        (ApiClientState.Active, ("有效", "Active"), Tone.Done,
            [new(ApiClientState.Revoked, "revoke", ("作废", "Revoke"), PartiesPermissions.ManageApiClients)]),
        (ApiClientState.Revoked, ("已作废", "Revoked"), Tone.Idle, []));

    private ApiClient() { }

    public ApiClient(OrganizationId organization, MembershipId membership, string? name, IReadOnlyCollection<string> scopes, string clientId, string secret,
        bool confirmed, Actor by, DateTimeOffset now)
    {
        (Id, OrganizationId, MembershipId, ClientId) = (Hecai.Id.New<ApiClientId>(), organization, membership, clientId);
        (Name, Scopes) = (PlainText.Line("name", name, MaxName), [.. scopes.Distinct().Order(StringComparer.Ordinal)]);
        (SecretHash, State) = (Hash(secret), confirmed ? ApiClientState.Active : ApiClientState.Offered);
        (CreatedBy, CreatedByName, CreatedAt) = (by.Person, by.Name, now);
    }

    public ApiClientId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }
    public MembershipId MembershipId { get; private set; }

    /// <summary>The client_id of OAuth.</summary>
    public string ClientId { get; private set; } = "";

    /// <summary>SHA-256; the secret has 256 random bits, so nothing slower is needed.</summary>
    public string SecretHash { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string[] Scopes { get; private set; } = [];
    public ApiClientState State { get; private set; }
    public PersonId CreatedBy { get; private set; }
    public string CreatedByName { get; private set; } = "";
    public DateTimeOffset CreatedAt { get; private set; }
    public long Version { get; private set; }

    public void Confirm() => State = Lifecycle.Move(State, ApiClientState.Active);
    public void Revoke() => State = Lifecycle.Move(State, ApiClientState.Revoked);

    public static string NewSecret() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    public static string Hash(string secret) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}

internal sealed class ApiClientMap : IEntityTypeConfiguration<ApiClient>
{
    public void Configure(EntityTypeBuilder<ApiClient> client)
    {
        client.ToTable("api_clients").Document("api_client", seen => seen.By(x => x.OrganizationId));
        client.HasKey(x => new { x.OrganizationId, x.Id });
        client.Property(x => x.ClientId).HasMaxLength(60);
        client.Property(x => x.SecretHash).HasMaxLength(64).IsSecret();
        client.Property(x => x.Name).HasMaxLength(ApiClient.MaxName);
        client.Property(x => x.CreatedByName).HasMaxLength(Person.MaxName);
        client.Property(x => x.Scopes).HasJson();
        client.HasIndex(x => x.ClientId).IsUnique();
        client.HasOne<Membership>().WithMany().HasForeignKey(x => new { x.OrganizationId, x.MembershipId }).OnDelete(DeleteBehavior.Restrict);
    }
}
