namespace Hecai.Parties;

/// <summary>Stops an organization: within a second nobody can act for it any more, neither people nor programs.</summary>
public sealed class SuspendOrganization(AppDb db, Actors actors)
{
    public Task Run(OrganizationId id, string? reason, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.Suspend);
        return db.Write(actor, async tx =>
        {
            if (id == actor.Organization)
                throw Refused.With(PartiesErrors.OwnOrganization);
            var organization = await tx.Load<Organization>(id);
            organization.Suspend(reason);
            tx.Log("organization", id, "organization.suspended", organization.Reason);
            tx.AfterCommit(actors.Forget);
        }, ct);
    }
}

/// <summary>Lets a suspended organization act again.</summary>
public sealed class ResumeOrganization(AppDb db, Actors actors)
{
    public Task Run(OrganizationId id, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.Suspend);
        return db.Write(actor, async tx =>
        {
            (await tx.Load<Organization>(id)).Resume();
            tx.Log("organization", id, "organization.resumed");
            tx.AfterCommit(actors.Forget);
        }, ct);
    }
}

/// <summary>Changes whom to ask at the actor's own organization.</summary>
public sealed class ChangeContact(AppDb db)
{
    public Task Run(Contact contact, string? registeredAddress, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageOwn);
        return db.Write(actor, async tx => (await tx.Load<Organization>(actor.Organization)).ChangeContact(contact, registeredAddress), ct);
    }
}
