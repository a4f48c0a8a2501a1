using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>What a mailed link offers.</summary>
/// <param name="Organization">Who invites.</param>
/// <param name="Email">The mailbox that was invited.</param>
/// <param name="Name">The name given with the invitation.</param>
/// <param name="Known">The mailbox has an account already: its owner signs in instead of choosing a password.</param>
/// <param name="Roles">The roles offered.</param>
public sealed record OfferedMembership(Text Organization, string Email, string Name, bool Known, IReadOnlyList<string> Roles);

/// <summary>
/// Accepts an invitation. A new person chooses a password; one who has an account proves it by being signed in or by the
/// present password. The link works once; somebody else who is signed in is refused.
/// </summary>
public sealed class AcceptInvitation(AppDb db, OneTimeLinks links, Passwords passwords, SignIn signIn)
{
    /// <summary>Shows what the link offers, or refuses with <c>link.void</c>.</summary>
    public Task<OfferedMembership> Look(string? token, CancellationToken ct = default)
    {
        var id = Opened(token);
        return db.Read(Actor.System(Via.Page), async read =>
        {
            var (invitation, organization) = await Open(read, id);
            var known = await read.Set<Person>().AnyAsync(p => p.EmailKey == invitation.EmailKey, ct);
            return new OfferedMembership(organization.Name, invitation.Email, invitation.Name, known, invitation.RoleCodes);
        }, ct);
    }

    /// <param name="token">From the link.</param>
    /// <param name="name">The person's name, for a new account.</param>
    /// <param name="password">The new password; for an existing account that is not signed in, the present one.</param>
    /// <param name="signedIn">Who is signed in, if anybody.</param>
    /// <param name="ct">Stops before the commit.</param>
    public async Task<(PersonId Person, MembershipId Membership)> Run(string? token, string? name, string? password, PersonId? signedIn, CancellationToken ct = default)
    {
        var id = Opened(token);
        var (email, key, account) = await db.Read(Actor.System(Via.Page), async read =>
        {
            var (invitation, _) = await Open(read, id);
            return (invitation.Email, invitation.EmailKey, await read.Set<Person>().Where(p => p.EmailKey == invitation.EmailKey).Select(p => (PersonId?)p.Id).FirstOrDefaultAsync(ct));
        }, ct);
        if (signedIn is { } present && present != account)
            throw Refused.With(PartiesErrors.OtherPerson);
        if (account is not null && signedIn is null)
            await signIn.Run(email, password, ct);
        var hash = account is null ? passwords.Hash(password, email) : null;

        return await db.Write(Actor.System(Via.Page) with { Person = account ?? default, Name = email }, async tx =>
        {
            var (invitation, organization) = await Open(tx, id);
            await Staff.Lock(tx, organization.Id);
            var person = await tx.Set<Person>().FirstOrDefaultAsync(p => p.EmailKey == key, ct);
            if (person is not null && person.Id != account)
                throw Refused.With(KernelErrors.Changed);   // The account was made meanwhile, by another invitation: prove it first.
            if (person is null)
            {
                person = tx.Add(new Person(Id.New<PersonId>(), name ?? invitation.Name, email, null, tx.Now));
                person.ChangePassword(hash!);
            }
            if (await tx.Set<Membership>().AnyAsync(m => m.OrganizationId == organization.Id && m.PersonId == person.Id, ct))
                throw Refused.With(PartiesErrors.MemberExists);
            // The roles were checked when they were offered; the kinds may have changed since.
            var roles = PermissionCatalogue.Check(invitation.RoleCodes, organization.Kinds);
            var membership = tx.Add(new Membership(Id.New<MembershipId>(), organization.Id, person, invitation.DepartmentId, roles, tx.Now));
            invitation.Accept(tx.Now);
            tx.Log("membership", membership.Id, "member.joined");
            return (person.Id, membership.Id);
        }, ct);
    }

    private InvitationId Opened(string? token) => new(Guid.Parse(links.Open(MailInvitation.Purpose, token)));

    private static async Task<(Invitation, Organization)> Open(Reading read, InvitationId id)
    {
        var invitation = await read.Set<Invitation>().FirstOrDefaultAsync(i => i.Id == id, read.Cancel);
        if (invitation is null || !invitation.IsOpen(read.Now))
            throw Refused.With(PartiesErrors.LinkVoid);
        var organization = await read.Set<Organization>().FirstOrDefaultAsync(o => o.Id == invitation.OrganizationId && o.State == OrganizationState.Active, read.Cancel);
        return (invitation, organization ?? throw Refused.With(PartiesErrors.LinkVoid));
    }
}
