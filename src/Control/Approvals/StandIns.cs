using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Control;

/// <summary>An absence with its stand-in.</summary>
/// <param name="Principal">Who is away.</param>
/// <param name="UpTo">Up to which total; null: whatever the total.</param>
/// <param name="Now">True on its days.</param>
public sealed record StandInRow(MembershipId Principal, string PrincipalName, MembershipId Substitute, string SubstituteName, DateOnly From, DateOnly To, Money? UpTo, string? Reason, bool Now);

/// <summary>Those in whose place somebody may decide today, each up to a total in minor units of CNY; their own place always.</summary>
internal sealed record Places(MembershipId Own, IReadOnlyDictionary<MembershipId, long?> Others)
{
    public List<MembershipId> All => [Own, .. Others.Keys];

    public bool Cover(MembershipId approver, long minor) => approver == Own || (Others.TryGetValue(approver, out var most) && !(minor > most));
}

public sealed class StandInQueries
{
    /// <summary>Everyone's of the organization, for who arranges approvals; by name.</summary>
    public async Task<IReadOnlyList<StandInRow>> All(Reading read)
    {
        read.Actor.Demand(ControlPermissions.ManageRules);
        var today = ChinaTime.DateOf(read.Now);
        return [.. (await read.Set<StandIn>().Where(s => s.To >= today).OrderBy(s => s.PrincipalName).ThenBy(s => s.Id).ToListAsync(read.Cancel)).Select(s => Row(s, today))];
    }

    /// <summary>The actor's own, if any that is not over, and those in whose place the actor decides, now or later.</summary>
    public async Task<(StandInRow? Own, IReadOnlyList<StandInRow> For)> Mine(Reading read)
    {
        read.Actor.Demand(ControlPermissions.Decide);
        var (me, today) = (read.Actor.Membership, ChinaTime.DateOf(read.Now));
        var rows = await read.Set<StandIn>().Where(s => (s.Principal == me || s.Substitute == me) && s.To >= today).OrderBy(s => s.From).ThenBy(s => s.Id).ToListAsync(read.Cancel);
        return (rows.Where(s => s.Principal == me).Select(s => Row(s, today)).FirstOrDefault(), [.. rows.Where(s => s.Substitute == me).Select(s => Row(s, today))]);
    }

    private static StandInRow Row(StandIn s, DateOnly today) =>
        new(s.Principal, s.PrincipalName, s.Substitute, s.SubstituteName, s.From, s.To, s.UpToMinor is { } minor ? new Money(minor, "CNY") : null, s.Reason, s.From <= today && today <= s.To);
}

/// <summary>Who stands in for whom today, and what that allows.</summary>
internal static class StandIns
{
    private static readonly PreparedQuery<MembershipId, DateOnly, StandIn> OfSubstitute = new((context, me, today) =>
        context.Set<StandIn>().AsNoTracking().Where(s => s.Substitute == me && s.From <= today && today <= s.To));

    private static readonly PreparedQuery<MembershipId, DateOnly, StandIn> OfPrincipal = new((context, away, today) =>
        context.Set<StandIn>().AsNoTracking().Where(s => s.Principal == away && s.From <= today && today <= s.To));

    /// <summary>The places in which the actor may decide today.</summary>
    public static async Task<Places> Of(Reading read) =>
        new(read.Actor.Membership, (await OfSubstitute.Rows(read, read.Actor.Membership, ChinaTime.DateOf(read.Now))).ToDictionary(s => s.Principal, s => s.UpToMinor));

    /// <summary>An approver and, while they are away, who is there for them: both are told.</summary>
    public static async Task<IReadOnlyList<MembershipId>> With(Reading read, MembershipId approver, long minor) =>
        [approver, .. (await OfPrincipal.Rows(read, approver, ChinaTime.DateOf(read.Now))).Where(s => !(minor > s.UpToMinor)).Select(s => s.Substitute)];

    /// <summary>
    /// Demands that the actor may decide a task in its approver's place. Duty S6: not for the requester, nor as the stand-in of the
    /// requester; and S3: not who is on the route anyway, for then nobody would be left for that level.
    /// </summary>
    public static async Task Demand(Tx tx, ApprovalTask task, IReadOnlyList<ApprovalTask> route)
    {
        if (!(await Of(tx)).Cover(task.Approver, task.AmountMinor))
            throw Refused.With(ControlErrors.NotYours);
        if (await IsForRequester(tx, task, tx.Actor.Membership))
            throw Refused.With(StandInErrors.OfRequester);
        if (route.Any(t => t.Id != task.Id && t.ApproverPerson == tx.Actor.Person))
            throw Refused.With(ControlErrors.TwoLevels);
    }

    /// <summary>Whether somebody stands in today for who requested this.</summary>
    public static Task<bool> IsForRequester(Tx tx, ApprovalTask task, MembershipId who)
    {
        var today = ChinaTime.DateOf(tx.Now);
        return tx.Set<StandIn>().AnyAsync(s => s.PrincipalPerson == task.RequesterPerson && s.Substitute == who && s.From <= today && today <= s.To, tx.Cancel);
    }
}

/// <summary>Says who stands in for somebody who is away: for oneself, or, who arranges approvals, for a colleague. In place of what was said before.</summary>
public sealed class SetStandIn(AppDb db, PeopleQueries people)
{
    /// <param name="principal">Who is away.</param>
    /// <param name="said">By whom and when.</param>
    /// <param name="actor">The one who is away, or who manages approval rules.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task Run(MembershipId principal, StandInInput said, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(principal == actor.Membership ? ControlPermissions.Decide : ControlPermissions.ManageRules);
        if (principal != actor.Membership && said.Substitute == actor.Membership)
            throw Refused.Field("substitute", StandInErrors.Self);
        var members = await people.Members(tx, [principal, said.Substitute]);
        var (away, substitute) = (Approvals.Decider(members, principal, "principal"), Approvals.Decider(members, said.Substitute, "substitute"));
        if (await tx.Set<StandIn>().AnyAsync(s => s.Principal == said.Substitute && s.Substitute == principal && s.From <= said.To && said.From <= s.To, ct))
            throw Refused.Field("substitute", StandInErrors.Circle, substitute.Name);
        var row = await tx.Set<StandIn>().FirstOrDefaultAsync(s => s.Principal == principal, ct) ?? tx.Add(new StandIn(actor.Organization, away));
        row.Say(said, substitute, ChinaTime.DateOf(tx.Now));
        tx.Log("stand_in", row.Id, "stand_in.set", row.Reason, row.PrincipalName, row.SubstituteName, row.From, row.To, row.UpToMinor);
    }, ct);
}

/// <summary>Ends an absence: who was away decides alone again.</summary>
public sealed class EndStandIn(AppDb db)
{
    public Task Run(MembershipId principal, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(principal == actor.Membership ? ControlPermissions.Decide : ControlPermissions.ManageRules);
        var row = await tx.Set<StandIn>().FirstOrDefaultAsync(s => s.Principal == principal, ct) ?? throw Refused.With(KernelErrors.NotFound);
        tx.Remove(row);
        tx.Log("stand_in", row.Id, "stand_in.ended", null, row.PrincipalName, row.SubstituteName);
    }, ct);
}
