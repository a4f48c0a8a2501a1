using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>
/// Sets up organizations and people directly, for the platform itself: an empty installation, the demo world, imports.
/// Everything is checked as if people had done it; only the waiting for decisions and mails is left out.
/// </summary>
public sealed class Enrolment
{
    /// <summary>An active organization with its public name. The operator kind is allowed here.</summary>
    public OrganizationId Organization(Tx tx, OrganizationId id, OrganizationApplication said)
    {
        Demand(tx);
        var organization = new Organization(id, said, default, tx.Now);
        organization.Enrol(tx.Now);
        tx.Add(organization);
        tx.Add(new OrganizationName(id, organization.Name, organization.Kinds));
        return id;
    }

    public DepartmentId Department(Tx tx, DepartmentId id, OrganizationId organization, string name, DepartmentId? parent = null)
    {
        Demand(tx);
        return tx.Add(new Department(id, organization, name, parent)).Id;
    }

    /// <param name="tx">Of the platform.</param>
    /// <param name="id">Given, so that a seeded person always has the same.</param>
    /// <param name="name">As people call them.</param>
    /// <param name="email">Unique on the platform.</param>
    /// <param name="phone">May be absent.</param>
    /// <param name="passwordHash">From <see cref="Passwords.Hash"/>, made before the transaction; one hash may serve a whole demo world. Null: no password until it is reset.</param>
    public PersonId Person(Tx tx, PersonId id, string name, string email, string? phone, string? passwordHash)
    {
        Demand(tx);
        var person = new Person(id, name, email, phone, tx.Now);
        if (passwordHash is not null)
            person.ChangePassword(passwordHash);
        return tx.Add(person).Id;
    }

    /// <summary>Makes the person a member; both and the department must have been added before.</summary>
    public async Task<MembershipId> Member(Tx tx, MembershipId id, OrganizationId organization, PersonId person, DepartmentId? department, params Role[] roles)
    {
        Demand(tx);
        await tx.Flush();
        var codes = PermissionCatalogue.Check([.. roles.Select(role => role.Code)], (await tx.Load<Organization>(organization)).Kinds);
        return tx.Add(new Membership(id, organization, await tx.Load<Person>(person), department, codes, tx.Now)).Id;
    }

    public async Task Manager(Tx tx, OrganizationId organization, DepartmentId department, MembershipId manager)
    {
        Demand(tx);
        await tx.Flush();
        (await tx.Set<Department>().FirstAsync(d => d.OrganizationId == organization && d.Id == department, tx.Cancel)).SetManager(manager);
    }

    public SiteId Site(Tx tx, SiteId id, OrganizationId organization, SiteInput said)
    {
        Demand(tx);
        return tx.Add(new Site(id, organization, said)).Id;
    }

    public QualificationId Qualification(Tx tx, OrganizationId organization, string name, string number, DateOnly validUntil)
    {
        Demand(tx);
        return tx.Add(new Qualification(organization, name, number, validUntil, ChinaTime.DateOf(tx.Now))).Id;
    }

    /// <summary>A confirmed API client whose id and secret the caller chooses.</summary>
    public ApiClientId ApiClient(Tx tx, OrganizationId organization, MembershipId actsFor, string name, string clientId, string secret, params Permission[] scopes)
    {
        Demand(tx);
        return tx.Add(new ApiClient(organization, actsFor, name, [.. scopes.Select(scope => scope.Code)], clientId, secret, confirmed: true, tx.Actor, tx.Now)).Id;
    }

    private static void Demand(Tx tx)
    {
        if (!tx.Actor.IsSystem)
            throw new InvalidOperationException("Only the platform enrols directly; people apply, invite and accept.");
    }
}
