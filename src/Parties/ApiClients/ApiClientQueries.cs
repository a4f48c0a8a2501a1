using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>An API client of the actor's organization; never with its secret.</summary>
public sealed record ApiClientRow(ApiClientId Id, string ClientId, string Name, MembershipId ActsFor, string ActsForName, IReadOnlyList<string> Scopes,
    ApiClientState State, string CreatedBy, DateTimeOffset CreatedAt)
{
    public FlowState Shown => ApiClient.Lifecycle[State];
}

public sealed class ApiClientQueries(AppDb db)
{
    private static readonly byte[] Nobodys = RandomNumberGenerator.GetBytes(32);

    /// <summary>All of the organization for who manages members, else those that act for the actor; the newest first.</summary>
    public async Task<IReadOnlyList<ApiClientRow>> All(Reading read)
    {
        var all = read.Actor.Can(PartiesPermissions.ManageMembers);
        var me = read.Actor.Membership;
        return await (from c in read.Set<ApiClient>().AsNoTracking()
                      join m in read.Set<Membership>() on new { c.OrganizationId, Id = c.MembershipId } equals new { m.OrganizationId, m.Id }
                      where c.OrganizationId == read.Actor.Organization && (all || c.MembershipId == me)
                      orderby c.CreatedAt descending
                      select new ApiClientRow(c.Id, c.ClientId, c.Name, c.MembershipId, m.Name, c.Scopes, c.State, c.CreatedByName, c.CreatedAt)).ToListAsync(read.Cancel);
    }

    /// <summary>The scopes of an active client whose secret this is; null when there is none, after the same work.</summary>
    public async Task<IReadOnlyList<string>?> Authenticate(string? clientId, string? secret, CancellationToken ct = default)
    {
        var client = await db.Read(Actor.System(Via.Api), read => read.Set<ApiClient>().FirstOrDefaultAsync(c => c.ClientId == clientId && c.State == ApiClientState.Active, ct), ct);
        var given = SHA256.HashData(Encoding.UTF8.GetBytes(secret ?? ""));
        var fits = CryptographicOperations.FixedTimeEquals(given, client is null ? Nobodys : Convert.FromHexString(client.SecretHash));
        return fits ? client?.Scopes : null;
    }
}
