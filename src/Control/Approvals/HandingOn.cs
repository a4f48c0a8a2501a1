using Hecai.Parties;

namespace Hecai.Control;

/// <summary>
/// What an approver may do instead of deciding: hand the level on to somebody else (转办), or have somebody else asked as well, before or
/// after (加签). Whoever comes to the route so is held to the same rules as those whom the rules put there.
/// </summary>
public sealed class HandingOn(PeopleQueries people)
{
    /// <summary>Another decides this level; who handed it on is out of it, and stays on the route with the reason.</summary>
    /// <returns>Who is asked now.</returns>
    public async Task<IReadOnlyList<MembershipId>> HandOn(Tx tx, ApprovalTaskId id, MembershipId to, string? reason)
    {
        var (task, route) = await Own(tx, id);
        var (member, why) = (await Asked(tx, route, to), PlainText.Line("reason", reason, 200));
        task.HandOn(why, tx.Now);
        tx.Add(new ApprovalTask(task, member, ($"{task.ApproverName}转办", $"handed on by {task.ApproverName}"), task.Place)).Open(tx.Now);
        return await StandIns.With(tx, member.Id, task.AmountMinor);
    }

    /// <summary>Another decides as well: first, so that this level waits for them; or afterwards, at the end of the level.</summary>
    /// <returns>Who is asked now; nobody where it comes afterwards.</returns>
    public async Task<IReadOnlyList<MembershipId>> AskToo(Tx tx, ApprovalTaskId id, MembershipId who, bool first, string? reason)
    {
        var (task, route) = await Own(tx, id);
        var (member, why) = (await Asked(tx, route, who), PlainText.Line("reason", reason, 200));
        var added = tx.Add(new ApprovalTask(task, member, ($"{task.ApproverName}加签：{why}", $"added by {task.ApproverName}: {why}"), task.Place + (first ? -1 : 1)));
        if (!first)
        {
            // Nothing of this task changes, but who decides it at the same moment must see who comes after.
            tx.Touch(task);
            return [];
        }
        task.Wait();
        added.Open(tx.Now);
        return await StandIns.With(tx, member.Id, task.AmountMinor);
    }

    // A stand-in decides; who else is asked is for the approver alone to say: no chains (duty S6).
    private static async Task<(ApprovalTask, List<ApprovalTask>)> Own(Tx tx, ApprovalTaskId id)
    {
        var (task, route) = await Approvals.Waiting(tx, id);
        return task.Approver == tx.Actor.Membership ? (task, route) : throw Refused.With(ControlErrors.NotYours);
    }

    private async Task<Member> Asked(Tx tx, List<ApprovalTask> route, MembershipId who)
    {
        var member = Approvals.Decider(await people.Members(tx, [who]), who, "who");
        if (await StandIns.IsForRequester(tx, route[0], who))
            throw Refused.Field("who", StandInErrors.OfRequester);
        return route.Any(t => t.RequesterPerson == member.Person || t.ApproverPerson == member.Person || t.DecidedByPerson == member.Person)
            ? throw Refused.Field("who", ControlErrors.AskedAlready, member.Name) : member;
    }
}
