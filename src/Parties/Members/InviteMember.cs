using Microsoft.EntityFrameworkCore;

namespace Hecai.Parties;

/// <summary>Somebody was invited; the mail with the link goes out.</summary>
public sealed record MemberInvited(OrganizationId Organization, InvitationId Invitation) : IEvent
{
    public Guid Document => Invitation.Value;
}

/// <summary>
/// Invites a mailbox into the actor's organization. Says nothing about whether the address is known to the platform;
/// inviting it again replaces the earlier invitation.
/// </summary>
public sealed class InviteMember(AppDb db)
{
    public Task<InvitationId> Run(string? email, string? name, DepartmentId? department, IReadOnlyCollection<string>? roles, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageMembers);
        return db.Write(actor, async tx =>
        {
            var codes = PermissionCatalogue.Check(roles, actor.Kinds);
            var tree = await DepartmentTree.Lock(tx, actor.Organization);
            tree.Named("department", department);
            var invitation = new Invitation(actor.Organization, email, name, department, codes, actor, tx.Now);
            // One's own mailbox too: it would be a way to give oneself a role.
            if (await tx.Set<Membership>().AnyAsync(m => m.OrganizationId == actor.Organization && m.Email.ToUpper() == invitation.EmailKey, ct))
                throw Refused.Field("email", PartiesErrors.MemberExists);
            await WithdrawInvitation.Close(tx, i => i.OrganizationId == actor.Organization && i.EmailKey == invitation.EmailKey);
            tx.Add(invitation);
            tx.Publish(new MemberInvited(invitation.OrganizationId, invitation.Id));
            tx.Log("invitation", invitation.Id, "member.invited");
            return invitation.Id;
        }, ct);
    }
}

/// <summary>Takes an invitation back: its link stops working.</summary>
public sealed class WithdrawInvitation(AppDb db)
{
    public Task Run(InvitationId id, Actor actor, CancellationToken ct = default)
    {
        actor.Demand(PartiesPermissions.ManageMembers);
        return db.Write(actor, async tx =>
        {
            if (await Close(tx, i => i.OrganizationId == actor.Organization && i.Id == id) == 0)
                throw Refused.With(KernelErrors.NotFound);
            tx.Log("invitation", id, "member.invitation_withdrawn");
        }, ct);
    }

    internal static async Task<int> Close(Tx tx, System.Linq.Expressions.Expression<Func<Invitation, bool>> which)
    {
        var open = await tx.Set<Invitation>().Where(which).Where(i => !i.Closed).ToListAsync(tx.Cancel);
        open.ForEach(i => i.Withdraw());
        await tx.Flush();
        return open.Count;
    }
}

/// <summary>Mails the link of an invitation that is still open.</summary>
public sealed class MailInvitation(AppDb db, OneTimeLinks links, IMailSender mail, PublicAddress site) : IDeliver<MemberInvited>
{
    internal const string Purpose = "invitation";

    public async Task Deliver(MemberInvited happened, long messageId, CancellationToken ct)
    {
        var (invitation, organization) = await db.Read(Actor.System(), async read => (
            await read.Set<Invitation>().FirstOrDefaultAsync(i => i.Id == happened.Invitation, ct),
            await read.Set<Organization>().FirstOrDefaultAsync(o => o.Id == happened.Organization, ct)), ct);
        if (invitation is null || organization is null || !invitation.IsOpen(db.Clock.GetUtcNow()))
            return;
        var link = site.To($"/accept-invitation?token={links.Make(Purpose, invitation.Id.Value.ToString(), invitation.ExpiresAt)}");
        await mail.Send(new Mail(invitation.Email, ($"{organization.NameZh}邀请您加入合采", $"{organization.NameEn} invites you to Hecai"),
            ($"{invitation.Name}，您好：\n{invitation.InvitedByName} 邀请您作为“{organization.NameZh}”的成员使用合采。请在七天内打开以下链接，链接只能使用一次：\n{link}",
             $"Dear {invitation.Name},\n{invitation.InvitedByName} invites you to act for {organization.NameEn} on Hecai. Open this link within seven days; it works once:\n{link}")), messageId, ct);
    }
}
