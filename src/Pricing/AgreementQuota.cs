namespace Hecai.Pricing;

/// <summary>Holds and calls off the quota of agreement lines (Q1: called off + held ≤ quota). Lines without a quota only count.</summary>
public sealed class AgreementQuota : IHoldable
{
    public const string HoldKind = "quota";

    public string Kind => HoldKind;
    public int Order => 20;

    public async Task Take(Tx tx, Hold hold, IReadOnlyList<Demand> demands)
    {
        var changed = await tx.UpdateEach([.. demands.Select(d => (FormattableString)
            $"UPDATE agreement_lines SET held = held + {d.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {d.Resource} AND (quota IS NULL OR called_off + held + {d.Amount} <= quota)")]);
        for (var i = 0; i < changed.Length; i++)
            if (changed[i] == 0)
                throw demands[i].Field is { } field
                    ? Refused.Field(field, PricingErrors.QuotaExceeded, demands[i].Label, demands[i].Amount)
                    : Refused.With(PricingErrors.QuotaExceeded, demands[i].Label, demands[i].Amount);
    }

    public Task Confirm(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines) => Must(tx, lines, l =>
        $"UPDATE agreement_lines SET held = held - {l.Amount}, called_off = called_off + {l.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {l.Resource} AND held >= {l.Amount}");

    public Task Release(Tx tx, Hold hold, IReadOnlyList<HoldLine> lines) => Must(tx, lines, l =>
        $"UPDATE agreement_lines SET held = held - {l.Amount} WHERE buyer_id = {hold.BuyerId} AND id = {l.Resource} AND held >= {l.Amount}");

    /// <summary>Ordered pieces that will not come count no longer.</summary>
    public static async Task GiveBack(Tx tx, OrganizationId buyer, AgreementLineId line, long quantity)
    {
        if ((await tx.UpdateEach([$"UPDATE agreement_lines SET called_off = called_off - {quantity} WHERE buyer_id = {buyer} AND id = {line} AND called_off >= {quantity}"]))[0] == 0)
            throw new InvalidOperationException("More quota given back than was called off.");
    }

    private static async Task Must(Tx tx, IReadOnlyList<HoldLine> lines, Func<HoldLine, FormattableString> update)
    {
        if ((await tx.UpdateEach([.. lines.Select(update)])).Any(changed => changed == 0))
            throw new InvalidOperationException("A quota that was held is no longer there.");
    }
}
