using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>
/// The operator approves or rejects an application. Approval publishes the name and invites the contact as first
/// administrator; whoever entered the application, or is its contact, does not decide it (duty S11).
/// </summary>
public sealed class DecideApplication(AppDb db, PermissionCatalogue catalogue)
{
    public Task Run(OrganizationId id, bool approve, string? reason, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.DecideApplications);
        return db.Write(actor, async tx =>
        {
            var organization = await tx.Load<Organization>(id);
            var own = await tx.Set<Membership>().Where(m => m.Id == actor.Membership).Select(m => m.Email).FirstOrDefaultAsync(ct);
            if (own is not null && EmailAddress.Key(own) == EmailAddress.Key(organization.ContactEmail))
                throw Refused.With(PartiesErrors.OwnApplication);
            organization.Decide(approve, reason, actor.Person, tx.Now);
            // Why one was let in is nobody's to read but in the history; it is a line of text all the same.
            var comment = approve ? PlainText.OptionalLine("reason", reason, Organization.MaxReason) : organization.Reason;
            if (approve)
            {
                tx.Add(new OrganizationName(organization.Id, organization.Name, organization.Kinds));
                var invitation = tx.Add(new Invitation(organization.Id, organization.ContactEmail, organization.ContactName, null,
                    catalogue.AdministratorsOf(organization.Kinds), actor, tx.Now));
                tx.Publish(new MemberInvited(invitation.OrganizationId, invitation.Id));
            }
            else
            {
                tx.Publish(new ApplicationRejected(organization.Id, organization.ContactEmail, organization.Name, organization.Reason!));
            }
            tx.Log("organization", organization.Id, approve ? "organization.approved" : "organization.rejected", comment);
        }, ct);
    }
}

/// <summary>An application was turned down; its contact hears why.</summary>
public sealed record ApplicationRejected(OrganizationId Organization, string To, Text Name, string Reason) : IEvent
{
    public Guid Document => Organization.Value;
}

/// <summary>Tells the contact of a rejected application.</summary>
public sealed class MailRejection(IMailSender mail) : IDeliver<ApplicationRejected>
{
    public Task Deliver(ApplicationRejected happened, long messageId, CancellationToken ct) => mail.Send(new Mail(happened.To,
        ("入驻申请未通过", "Your application was not accepted"),
        ($"{happened.Name.Zh} 的入驻申请未通过。原因：{happened.Reason}\n更正后可以再次申请。",
         $"The application of {happened.Name.En} was not accepted. Reason: {happened.Reason}\nYou may apply again once this is settled.")), messageId, ct);
}
