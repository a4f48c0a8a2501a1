using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Control;

/// <summary>One level of the buyer's rules: from which total it is asked, and whom.</summary>
/// <param name="Level">1 is asked first.</param>
/// <param name="Name">What the level is called.</param>
/// <param name="From">Asked for totals from this amount on.</param>
/// <param name="Kind">Whom it asks.</param>
/// <param name="Approver">The named membership, where one is named.</param>
/// <param name="ApproverName">Their name; null for the department's manager.</param>
/// <param name="When">Asked only where all of these hold; none: for everything.</param>
public sealed record ApprovalRuleRow(int Level, string Name, Money From, ApproverKind Kind, MembershipId? Approver, string? ApproverName, IReadOnlyList<ApprovalCondition> When);

public sealed class ApprovalRuleQueries(PeopleQueries people)
{
    /// <summary>The levels in the order they are asked; none means that submitting a requisition orders.</summary>
    public async Task<IReadOnlyList<ApprovalRuleRow>> All(Reading read)
    {
        read.Actor.Demand(ControlPermissions.ManageRules);
        var rules = await read.Set<ApprovalRule>().AsNoTracking().OrderBy(r => r.Level).ToListAsync(read.Cancel);
        var named = await people.Members(read, [.. rules.Select(r => r.NamedMembership).OfType<MembershipId>()]);
        return [.. rules.Select(r => new ApprovalRuleRow(r.Level, r.Name, new Money(r.FromMinor, "CNY"), r.Kind, r.NamedMembership, r.NamedMembership is { } id ? named.GetValueOrDefault(id)?.Name : null, r.Conditions))];
    }

    /// <summary>Whether anybody is asked at all; what an administrator has to arrange first.</summary>
    public Task<bool> Any(Reading read) => read.Set<ApprovalRule>().AnyAsync(read.Cancel);
}

/// <summary>Sets one level of the buyer's approval rules; running documents keep the route they have.</summary>
public sealed class SetApprovalRule(AppDb db, PeopleQueries people, IApprovalVocabulary vocabulary)
{
    /// <summary>More values than this in one condition nobody reads.</summary>
    public const int MaxValues = 50;

    /// <param name="level">1 to 20; a rule that is there already is replaced.</param>
    /// <param name="name">At most 60 characters.</param>
    /// <param name="from">In CNY, zero for every total.</param>
    /// <param name="kind">Whom to ask.</param>
    /// <param name="approver">For <see cref="ApproverKind.Named"/>: an active member who may decide, else <c>approval.cannot_decide</c>.</param>
    /// <param name="when">Asked only where of each kind that is named one of the values holds; see <see cref="IApprovalVocabulary"/>.</param>
    /// <param name="actor">May manage the rules of their organization.</param>
    /// <param name="ct">Cancels the transaction.</param>
    public Task<ApprovalRuleId> Run(int level, string name, Money from, ApproverKind kind, MembershipId? approver, IReadOnlyList<(ApprovalFact Fact, string Value)> when, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ControlPermissions.ManageRules);
        var rule = new ApprovalRule(Id.New<ApprovalRuleId>(), actor.Organization, level, name, from, kind, kind == ApproverKind.Named ? approver : null, await Conditions(tx, when));
        if (rule.NamedMembership is { } named)
        {
            // A level that nobody can decide would keep every requisition waiting.
            Approvals.Decider(await people.Members(tx, [named]), named, "approver");
        }
        await Clear(tx, level);
        tx.Add(rule);
        tx.Log("approval_rule", rule.Id, "approval_rule.set", null, level, rule.Name);
        return rule.Id;
    }, ct);

    /// <summary>The conditions as they are kept; refuses every value that nobody knows with <c>approval.condition_unknown</c> by field <c>when[0].value</c>.</summary>
    public async Task<IReadOnlyList<ApprovalCondition>> Conditions(Reading read, IReadOnlyList<(ApprovalFact Fact, string Value)> when)
    {
        if (when.Count == 0)
            return [];
        if (when.GroupBy(w => w.Fact).Any(g => g.Count() > MaxValues))
            throw Refused.Field("when", KernelErrors.OutOfRange, 0, MaxValues);
        var (words, faults, named) = (await vocabulary.Words(read), new List<FieldError>(), new List<(ApprovalFact Fact, NamedFact Word)>());
        for (var i = 0; i < when.Count; i++)
            if (words[when[i].Fact].FirstOrDefault(w => string.Equals(w.Value, when[i].Value, StringComparison.OrdinalIgnoreCase)) is { } word)
                named.Add((when[i].Fact, word));
            else
                faults.Add(new($"when[{i}].value", ControlErrors.UnknownCondition, [PlainText.Shown(when[i].Value)]));
        return Refused.Many(faults) is { } refused ? throw refused : [.. named.Distinct().GroupBy(n => n.Fact).OrderBy(g => g.Key).Select(g => new ApprovalCondition(g.Key, [.. g.Select(n => n.Word)]))];
    }

    internal static async Task<ApprovalRule?> Clear(Tx tx, int level)
    {
        if (await tx.Set<ApprovalRule>().FirstOrDefaultAsync(r => r.Level == level, tx.Cancel) is not { } earlier)
            return null;
        tx.Remove(earlier);
        await tx.Flush();
        return earlier;
    }
}

/// <summary>Takes a level out of the buyer's approval rules; running documents keep the route they have.</summary>
public sealed class RemoveApprovalRule(AppDb db)
{
    public Task Run(int level, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(ControlPermissions.ManageRules);
        var removed = await SetApprovalRule.Clear(tx, level) ?? throw Refused.With(KernelErrors.NotFound);
        tx.Log("approval_rule", removed.Id, "approval_rule.removed", null, level, removed.Name);
    }, ct);
}
