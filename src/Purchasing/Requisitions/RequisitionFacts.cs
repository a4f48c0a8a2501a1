using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Parties;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Purchasing;

/// <summary>What a requisition says of itself to the levels of approval.</summary>
public sealed class RequisitionFacts(Categories categories, OrganizationDirectory directory, CostCentreQueries centres) : IApprovalVocabulary
{
    public async Task<ILookup<ApprovalFact, NamedFact>> Words(Reading read)
    {
        var tree = await categories.Tree(read);
        var suppliers = await directory.Of(read, OrganizationKind.Supplier);
        var bearers = await centres.All(read);
        return tree.All.Select(c => (Fact: ApprovalFact.Category, Word: new NamedFact(c.Code, c.Name)))
            .Concat(suppliers.Select(s => (ApprovalFact.Supplier, new NamedFact(s.Id.Value.ToString(), s.Name))))
            .Concat(bearers.Select(c => (ApprovalFact.CostCentre, new NamedFact(c.Id.Value.ToString(), ($"{c.Code} {c.Name}", $"{c.Code} {c.Name}")))))
            .Append((ApprovalFact.OffAgreement, new NamedFact("true", ("协议外商品", "goods under no agreement"))))
            .ToLookup(w => w.Item1, w => w.Item2);
    }

    /// <summary>What would be said of a basket on these cost centres.</summary>
    public async Task<ApprovalFacts> Of(Reading read, Quote quote, IEnumerable<CostCentreId> bearers) =>
        Facts(await categories.Tree(read), quote.Lines.Where(l => l.Kind == LineKind.Goods).Select(l => (l.Category, l.Supplier, l.AgreementLine is null)), bearers);

    private static ApprovalFacts Facts(CategoryTree tree, IEnumerable<(string Category, OrganizationId Supplier, bool OffAgreement)> goods, IEnumerable<CostCentreId> bearers) => new(
        goods.SelectMany(g => tree.Path(g.Category).Select(c => (ApprovalFact.Category, c))
                .Append((ApprovalFact.Supplier, g.Supplier.Value.ToString())).Concat(g.OffAgreement ? [(ApprovalFact.OffAgreement, "true")] : []))
            .Concat(bearers.Select(b => (ApprovalFact.CostCentre, b.Value.ToString()))).Distinct().ToLookup(f => f.Item1, f => f.Item2));

    /// <summary>The requisitions that were submitted in so many days until now, as the levels would see them; the newest 500 at most.</summary>
    internal async Task<IReadOnlyList<PastRequisition>> Past(Reading read, int days)
    {
        var (tree, since) = (await categories.Tree(read), read.Now.AddDays(-days));
        var rows = await read.Set<Requisition>().AsNoTracking().Where(r => r.SubmittedAt >= since).OrderByDescending(r => r.SubmittedAt).ThenBy(r => r.Id).Take(500).ToListAsync(read.Cancel);
        return [.. rows.Select(r => new PastRequisition(r.Id, r.Number, r.Purpose, r.Total, Facts(tree, r.Lines.Where(l => l.Kind == LineKind.Goods).Select(l => (l.Category, l.SupplierId, l.AgreementLineId is null)), r.Lines.Select(l => l.CostCentreId ?? r.CostCentreId))))];
    }
}

/// <summary>A requisition of the past, as a level would see it.</summary>
internal sealed record PastRequisition(RequisitionId Id, string Number, string Purpose, Money Total, ApprovalFacts Facts);

/// <summary>Which of the past requisitions a level would have been asked for.</summary>
/// <param name="Days">How far back.</param>
/// <param name="All">How many there were; of more than 500 the newest.</param>
/// <param name="Asked">For how many of them the level would have been asked.</param>
/// <param name="Examples">The newest of those, five at most.</param>
public sealed record ApprovalTrial(int Days, int All, int Asked, IReadOnlyList<TriedRequisition> Examples);

public sealed record TriedRequisition(RequisitionId Id, string Number, string Purpose, Money Total);

/// <summary>Tries levels on the requisitions of the past, before they are set or while they are in force. Changes nothing.</summary>
public sealed class TryApprovalRules(RequisitionFacts facts)
{
    /// <summary>A quarter: enough to tell, recent enough to compare.</summary>
    public const int Days = 90;

    /// <summary>One answer for each of these levels, in their order. One query whatever their number.</summary>
    public async Task<IReadOnlyList<ApprovalTrial>> Run(Reading read, IReadOnlyList<(Money From, IReadOnlyList<ApprovalCondition> When)> levels)
    {
        read.Actor.Demand(ControlPermissions.ManageRules);
        var past = levels.Count == 0 ? [] : await facts.Past(read, Days);
        return [.. levels.Select(level =>
        {
            var asked = past.Where(r => r.Total.Minor >= level.From.Minor && r.Facts.Meet(level.When)).ToList();
            return new ApprovalTrial(Days, past.Count, asked.Count, [.. asked.Take(5).Select(r => new TriedRequisition(r.Id, r.Number, r.Purpose, r.Total))]);
        })];
    }
}
