using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>Changes the own password, given the present one. Every session ends; the caller begins a new one.</summary>
public sealed class ChangePassword(AppDb db, SignIn signIn, Passwords passwords, Actors actors)
{
    public async Task Run(PersonId id, string? present, string? password, CancellationToken ct = default)
    {
        var email = await db.Read(Actor.System(Via.Page), read => read.Set<Person>().Where(p => p.Id == id).Select(p => p.Email).SingleAsync(ct), ct);
        var hash = passwords.Hash(password, email);
        try
        {
            // A found-open session must not be a way to guess the password without limit.
            await signIn.Run(email, present, ct);
        }
        catch (Refused refused) when (refused.Error == PartiesErrors.SignInFailed)
        {
            throw Refused.Field("present", PartiesErrors.PasswordWrong);
        }
        await db.Write(Actor.System(Via.Page) with { Person = id, Name = email }, async tx =>
        {
            (await tx.Load<Person>(id)).ChangePassword(hash);
            tx.Log("person", id, "person.password_changed");
            tx.AfterCommit(actors.Forget);
        }, ct);
    }
}

/// <summary>Changes the own name and telephone number, everywhere the person is a member.</summary>
public sealed class ChangeProfile(AppDb db, Actors actors)
{
    public Task Run(PersonId id, string? name, string? phone, CancellationToken ct = default) => db.Write(Actor.System(Via.Page) with { Person = id, Name = name ?? "" }, async tx =>
    {
        var person = await tx.Load<Person>(id);
        person.Rename(name, phone);
        foreach (var membership in await tx.Set<Membership>().Where(m => m.PersonId == id).ToListAsync(ct))
            membership.Mirror(person);
        tx.AfterCommit(actors.Forget);
    }, ct);
}

/// <summary>The account as its owner sees it.</summary>
public sealed record Account(PersonId Id, string Name, string Email, string? Phone, bool HasPassword);

/// <summary>One of the memberships that a person may act as.</summary>
public sealed record OwnMembership(MembershipId Id, Text Organization, OrganizationKind Kinds, string? Department, IReadOnlyList<string> RoleCodes);

/// <summary>What a signed-in person sees of themselves, across organizations.</summary>
public sealed class AccountQueries(AppDb db)
{
    public Task<Account> Of(PersonId id, CancellationToken ct = default) => db.Read(Actor.System(Via.Page), read => read.Set<Person>().Where(p => p.Id == id)
        .Select(p => new Account(p.Id, p.Name, p.Email, p.Phone, p.PasswordHash != null)).SingleAsync(ct), ct);

    /// <summary>The memberships that can be acted as now: active ones of active organizations, by name.</summary>
    public Task<List<OwnMembership>> Memberships(PersonId id, CancellationToken ct = default) => db.Read(Actor.System(Via.Page), async read =>
    {
        var rows = await (from m in read.Set<Membership>()
                          join o in read.Set<Organization>() on m.OrganizationId equals o.Id
                          where m.PersonId == id && m.Active && o.State == OrganizationState.Active
                          orderby o.NameZh
                          select new
                          {
                              m.Id,
                              o.NameZh,
                              o.NameEn,
                              o.Kinds,
                              Department = read.Set<Department>().Where(d => d.OrganizationId == m.OrganizationId && d.Id == m.DepartmentId).Select(d => d.Name).FirstOrDefault(),
                              Roles = m.Roles.Select(r => r.Code).ToList(),
                          }).ToListAsync(ct);
        return rows.Select(m => new OwnMembership(m.Id, new Text(m.NameZh, m.NameEn), m.Kinds, m.Department, m.Roles)).ToList();
    }, ct);
}
