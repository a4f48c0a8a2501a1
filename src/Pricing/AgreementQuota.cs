namespace Hecai.Pricing;

/// <summary>Holds and calls off the quota of agreement lines (Q1: called off + held ≤ quota). Lines without a quota only count.</summary>
public sealed class AgreementQuota(AgreementBooks books) : IHoldable
{
    public const string HoldKind = "quota";

    public string Kind => HoldKind;
    public int Order => 20;

    public void Take(Tx tx, Hold hold, IReadOnlyList<Demand> demands)
    {
        tx.TakeEach(demands, PricingErrors.QuotaExceeded, d =>
            $"UPDATE agreement_lines SET held = held + {d.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {d.Resource} AND (quota IS NULL OR called_off + held + {d.Amount} <= quota)");
        tx.AfterCommit(books.ForgetLines);
    }

    public void Confirm(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines)
    {
        tx.MoveEach(lines, l =>
            $"UPDATE agreement_lines SET held = held - {l.Amount}, called_off = called_off + {l.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {l.Resource} AND held >= {l.Amount}");
        tx.AfterCommit(books.ForgetLines);
    }

    public void Release(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines)
    {
        tx.MoveEach(lines, l =>
            $"UPDATE agreement_lines SET held = held - {l.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {l.Resource} AND held >= {l.Amount}");
        tx.AfterCommit(books.ForgetLines);
    }

    /// <summary>What was ordered and will not come counts no longer.</summary>
    public void GiveBack(Tx tx, OrganizationId buyer, AgreementLineId line, QuotaFigure used)
    {
        tx.Move($"UPDATE agreement_lines SET called_off = called_off - {used.Value} WHERE buyer_id = {buyer} AND id = {line} AND called_off >= {used.Value}");
        tx.AfterCommit(books.ForgetLines);
    }
}
