using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Control;

/// <summary>What a decision did to the whole approval.</summary>
public enum ApprovalOutcome { Continues, Approved, Rejected, Returned }

/// <summary>A decision's effect, with the document it concerns.</summary>
public sealed record ApprovalResult(ApprovalOutcome Outcome, string Document, Guid DocumentId, IReadOnlyList<MembershipId> NextApprovers);

/// <summary>
/// The approval engine: plans the route from the document, opens its levels in order, takes decisions. It knows nothing of
/// what is approved; the owner of the document acts on the outcome in the same transaction.
/// </summary>
public sealed class Approvals(PeopleQueries people)
{
    private static readonly PreparedQuery<long, ApprovalRule> From = new((context, minor) => context.Set<ApprovalRule>().AsNoTracking()
        .Where(r => r.FromMinor <= minor).OrderBy(r => r.Level));

    /// <summary>
    /// The levels that this document needs, each with its person and why. The requester is never one of them and nobody is two
    /// (duties S1, S3): then the next manager up is asked; if there is none, <c>approval.no_approver</c>.
    /// </summary>
    /// <param name="read">Of the buyer.</param>
    /// <param name="amount">The whole of the document, whoever bears it: a split does not pass below a limit.</param>
    /// <param name="facts">What the document says of itself: a level with conditions is asked where all of them hold.</param>
    /// <param name="requester">Who asks.</param>
    /// <param name="departments">Those that bear it, the document's own first. The first level that asks a department's manager asks one of each
    /// department, for nobody spends what is another's unasked.</param>
    public async Task<IReadOnlyList<PlannedLevel>> Plan(Reading read, Money amount, ApprovalFacts facts, PersonId requester, IReadOnlyList<DepartmentId> departments)
    {
        var rules = (await From.Rows(read, amount.Minor)).FindAll(r => facts.Meet(r.Conditions));
        if (rules.Count == 0)
            return [];
        var chain = await people.ManagerChain(read, departments[0]);
        var named = await people.Members(read, [.. rules.Where(r => r.NamedMembership is not null).Select(r => r.NamedMembership!.Value)]);
        var asked = new HashSet<PersonId> { requester };
        var levels = new List<PlannedLevel>(rules.Count);
        foreach (var rule in rules)
        {
            var (member, because) = Choose(rule, facts, chain, named, asked) ?? throw Refused.With(ControlErrors.NoApprover, rule.Name);
            asked.Add(member.Person);
            levels.Add(new PlannedLevel(rule.Level, rule.Name, member.Id, member.Person, member.Name, because));
        }
        // Only now: a manager of another department whom a later level names is asked there, and not used up before.
        if (rules.FindIndex(r => r.Kind == ApproverKind.DepartmentManager) is >= 0 and var first)
            levels.InsertRange(first + 1, await Managers(read, departments.Distinct().Skip(1), rules[first], requester, asked));
        return levels;
    }

    /// <summary>The managers of further departments that bear some of it, but for those who are asked anyway.</summary>
    private async Task<List<PlannedLevel>> Managers(Reading read, IEnumerable<DepartmentId> departments, ApprovalRule rule, PersonId requester, HashSet<PersonId> asked)
    {
        var levels = new List<PlannedLevel>();
        foreach (var department in departments)
        {
            var manager = (await people.ManagerChain(read, department)).FirstOrDefault(m => m.Manager.Active && CanDecide(m.Manager) && m.Manager.Person != requester)
                ?? throw Refused.With(ControlErrors.NoApprover, rule.Name);
            if (asked.Add(manager.Manager.Person))
                levels.Add(new PlannedLevel(rule.Level, rule.Name, manager.Manager.Id, manager.Manager.Person, manager.Manager.Name, ManagerOf(manager)));
        }
        return levels;
    }

    private static (Member, Text)? Choose(ApprovalRule rule, ApprovalFacts facts, IReadOnlyList<DepartmentManager> chain, IReadOnlyDictionary<MembershipId, Member> named, HashSet<PersonId> asked)
    {
        var from = new Money(rule.FromMinor, "CNY");
        Text With(Text because) => facts.Why(rule.Conditions) is { } why ? ($"{why.Zh}，{because.Zh}", $"{why.En}; {because.En}") : because;
        if (rule.Kind == ApproverKind.Named && named.TryGetValue(rule.NamedMembership!.Value, out var member) && member.Active && CanDecide(member) && !asked.Contains(member.Person))
            return (member, With(($"{from} 起由其审批", $"asked from {from}")));
        // A named approver who may not decide here, as much as a manager, is replaced by the next manager up who may.
        var manager = chain.FirstOrDefault(m => m.Manager.Active && CanDecide(m.Manager) && !asked.Contains(m.Manager.Person));
        return manager is null ? null : (manager.Manager, With(ManagerOf(manager)));
    }

    private static Text ManagerOf(DepartmentManager manager) => ($"{manager.DepartmentName}负责人", $"manager of {manager.DepartmentName}");

    /// <summary>A member who could not open what they are asked for is not asked.</summary>
    internal static bool CanDecide(Member member) => member.RoleCodes.Any(code => ControlPermissions.Decide.Defaults.Any(role => role.Code == code));

    /// <summary>Makes the route and opens its first level. An earlier route of the document no longer counts.</summary>
    public async Task<IReadOnlyList<MembershipId>> Start(Tx tx, ApprovalSubject subject, IReadOnlyList<PlannedLevel> plan)
    {
        await Void(tx, subject.DocumentId);
        var tasks = plan.Select(level => tx.Add(new ApprovalTask(subject, level, tx.Now))).ToList();
        tasks[0].Open(tx.Now);
        return await StandIns.With(tx, tasks[0].Approver, tasks[0].AmountMinor);
    }

    /// <summary>
    /// Takes a decision. Only the person that the level names, or who stands in for them, in the order of the levels, on the content they
    /// saw (<paramref name="seenFingerprint"/>), and never on their own request.
    /// </summary>
    public async Task<ApprovalResult> Decide(Tx tx, ApprovalTaskId id, ApprovalState decision, string? comment, string? seenFingerprint, string currentFingerprint)
    {
        var actor = tx.Actor;
        var (task, route) = await Waiting(tx, id);
        if (task.Approver != actor.Membership)
        {
            // Nobody has more rights in the place of another than that other has now.
            if ((await people.Members(tx, [task.Approver])).GetValueOrDefault(task.Approver) is not { Active: true } away || !CanDecide(away))
                throw Refused.With(ControlErrors.NotYours);
            await StandIns.Demand(tx, task, route);
        }
        if (route.Any(t => t.Id != task.Id && t.State == ApprovalState.Approved && (t.DecidedByPerson ?? t.ApproverPerson) == actor.Person))
            throw Refused.With(ControlErrors.TwoLevels);
        if (task.Fingerprint != currentFingerprint || (seenFingerprint is not null && seenFingerprint != currentFingerprint))
            throw Refused.With(ControlErrors.DocumentChanged);
        comment = PlainText.OptionalLine("comment", comment, 500);
        if (decision != ApprovalState.Approved && comment is null)
            throw Refused.Field("comment", ControlErrors.CommentRequired);

        task.Decide(decision, comment, actor.Person, actor.Name, tx.Now);
        return decision switch
        {
            ApprovalState.Approved => await Advance(tx, task, route),
            ApprovalState.Rejected or ApprovalState.Returned => Stop(task, route, decision),
            _ => throw new InvalidOperationException($"{decision} is not a decision."),
        };
    }

    /// <summary>A task that waits, with the whole route of this submission in its order; refused where it does not wait, or where the actor asked for it.</summary>
    internal static async Task<(ApprovalTask Task, List<ApprovalTask> Route)> Waiting(Tx tx, ApprovalTaskId id)
    {
        tx.Actor.Demand(ControlPermissions.Decide);
        var task = await tx.Load<ApprovalTask>(id);
        var route = await tx.Set<ApprovalTask>().Where(t => t.DocumentId == task.DocumentId && t.SubmittedAt == task.SubmittedAt && t.State != ApprovalState.Superseded).OrderBy(t => t.Level).ThenBy(t => t.Place).ThenBy(t => t.Id).ToListAsync(tx.Cancel);
        if (task.State != ApprovalState.Open)
            throw Refused.With(ControlErrors.NotOpen);
        return tx.Actor.Person == task.RequesterPerson ? throw Refused.With(ControlErrors.OwnRequest) : (task, route);
    }

    /// <summary>An active member who may decide, or refuses the field with <c>member.unknown</c> or <c>approval.cannot_decide</c>.</summary>
    internal static Member Decider(IReadOnlyDictionary<MembershipId, Member> members, MembershipId id, string field) =>
        members.GetValueOrDefault(id) is not { Active: true } member ? throw Refused.Field(field, PartiesErrors.UnknownMember)
        : CanDecide(member) ? member : throw Refused.Field(field, ControlErrors.CannotDecide, member.Name);

    /// <summary>Reminds whoever is asked now of what waits for them.</summary>
    /// <returns>Whom.</returns>
    public async Task<IReadOnlyList<MembershipId>> Remind(Tx tx, Guid documentId)
    {
        var waiting = await tx.Set<ApprovalTask>().Where(t => t.DocumentId == documentId && t.State == ApprovalState.Open).ToListAsync(tx.Cancel);
        if (waiting.Count == 0)
            throw Refused.With(ControlErrors.NotOpen);
        var told = new List<MembershipId>();
        foreach (var task in waiting)
        {
            task.Remind(tx.Now);
            told.AddRange(await StandIns.With(tx, task.Approver, task.AmountMinor));
        }
        return told;
    }

    private static async Task<ApprovalResult> Advance(Tx tx, ApprovalTask task, List<ApprovalTask> route)
    {
        if (route.FirstOrDefault(t => t.State == ApprovalState.Planned) is not { } next)
            return new(ApprovalOutcome.Approved, task.Document, task.DocumentId, []);
        next.Open(tx.Now);
        return new(ApprovalOutcome.Continues, task.Document, task.DocumentId, await StandIns.With(tx, next.Approver, next.AmountMinor));
    }

    private static ApprovalResult Stop(ApprovalTask task, List<ApprovalTask> route, ApprovalState decision)
    {
        foreach (var planned in route.Where(t => t.State == ApprovalState.Planned))
            planned.Supersede();
        return new(decision == ApprovalState.Rejected ? ApprovalOutcome.Rejected : ApprovalOutcome.Returned, task.Document, task.DocumentId, []);
    }

    /// <summary>Ends what is still open or planned: the document was withdrawn, expired or is submitted anew.</summary>
    public async Task Void(Tx tx, Guid documentId)
    {
        var waiting = await tx.Set<ApprovalTask>()
            .Where(t => t.DocumentId == documentId && (t.State == ApprovalState.Open || t.State == ApprovalState.Planned)).ToListAsync(tx.Cancel);
        foreach (var task in waiting)
            task.Supersede();
    }
}
