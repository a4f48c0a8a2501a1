using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>A new client with its secret, which is shown this once and kept nowhere.</summary>
public sealed record NewApiClient(ApiClientId Id, string ClientId, string Secret, bool Confirmed);

/// <summary>
/// Creates an API client: for oneself it works at once; for another member, which takes the right to manage members, it
/// waits for that member's confirmation. Its scopes are never more than the member may do (A28).
/// </summary>
public sealed class CreateApiClient(AppDb db, PermissionCatalogue catalogue)
{
    public Task<NewApiClient> Run(string? name, IReadOnlyCollection<string>? scopes, MembershipId actsFor, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageApiClients);
        if (scopes is not { Count: > 0 })
            throw Refused.Field("scopes", PartiesErrors.ScopeRequired);
        // Without an idempotency key: the kept result would keep the secret with it.
        return db.Write(actor with { Once = null }, async tx =>
        {
            var member = await tx.Set<Membership>().Include(m => m.Roles).FirstOrDefaultAsync(m => m.OrganizationId == actor.Organization && m.Id == actsFor && m.Active, ct)
                ?? throw Refused.Field("actsFor", PartiesErrors.UnknownMember);
            var own = member.PersonId == actor.Person;
            if (!own && !actor.Can(PartiesPermissions.ManageMembers))
                throw Refused.Field("actsFor", PartiesErrors.ActsForOther);
            var rights = catalogue.Of(member.Roles.Select(role => role.Code));
            // A program that makes its own client must not give it more than it has itself.
            if (scopes.FirstOrDefault(code => !rights.Contains(code) || (own && !actor.Permissions.Contains(code))) is { } beyond)
                throw Refused.Field("scopes", PartiesErrors.ScopeBeyondOwner, catalogue.Find(beyond)?.Name.ToString() ?? PlainText.OptionalLine("scopes", beyond, 80));
            var secret = ApiClient.NewSecret();
            var client = tx.Add(new ApiClient(actor.Organization, actsFor, name, scopes, $"hc_{Guid.CreateVersion7():N}", secret, own, actor, tx.Now));
            tx.Log("api_client", client.Id, "api_client.created");
            return new NewApiClient(client.Id, client.ClientId, secret, own);
        }, ct);
    }
}

/// <summary>Confirms an API client that acts for oneself; needs no right but being that member.</summary>
public sealed class ConfirmApiClient(AppDb db, Actors actors)
{
    public Task Run(ApiClientId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var client = await tx.Load<ApiClient>(id);
        // Not by a program either: the human is asked.
        if (client.MembershipId != actor.Membership || actor.Via != Via.Page)
            throw Refused.With(PartiesErrors.NotYourClient);
        client.Confirm();
        tx.Log("api_client", id, "api_client.confirmed");
        tx.AfterCommit(actors.Forget);
    }, ct);
}

/// <summary>Revokes an API client: its tokens stop working within a second. By its member, or whoever manages members.</summary>
public sealed class RevokeApiClient(AppDb db, Actors actors)
{
    public Task Run(ApiClientId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        var client = await tx.Load<ApiClient>(id);
        if (client.MembershipId != actor.Membership)
            actor.Demand(PartiesPermissions.ManageMembers);
        client.Revoke();
        tx.Log("api_client", id, "api_client.revoked");
        tx.AfterCommit(actors.Forget);
    }, ct);
}
