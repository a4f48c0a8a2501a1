using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Pricing;

/// <summary>One line of an agreement to be drafted: a price for a SKU with tiers and a quota, or a discount for a category (null: everything).</summary>
public sealed record AgreementLineInput(SkuId? Sku, Money? Price, IReadOnlyList<(int MinQuantity, Money Price)> Tiers, long? Quota, string? Category, int? DiscountBasisPoints);

/// <summary>An agreement to be drafted.</summary>
public sealed record AgreementInput(OrganizationId Buyer, OrganizationId Supplier, string Number, string Title, DateOnly ValidFrom, DateOnly ValidTo, IReadOnlyList<AgreementLineInput> Lines);

/// <summary>Writes a draft agreement; by the operator's sales or by the supplier for its own goods.</summary>
public sealed class DraftAgreement(AppDb db)
{
    public Task<AgreementId> Run(AgreementInput said, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PricingPermissions.Manage);
        var number = PlainText.Identifier("number", said.Number, 40);
        if (await tx.Set<Agreement>().AnyAsync(a => a.Number == number, ct))
            throw Refused.Field("number", PricingErrors.NumberTaken, number);
        var agreement = new Agreement(Id.New<AgreementId>(), said.Buyer, said.Supplier, number, PlainText.Line("title", said.Title, 200), said.ValidFrom, said.ValidTo);
        foreach (var line in said.Lines)
            Add(agreement, line);
        tx.Add(agreement);
        tx.Log("agreement", agreement.Id, "agreement.drafted", null, number);
        return agreement.Id;
    }, ct);

    private static void Add(Agreement agreement, AgreementLineInput said)
    {
        if (said.Sku is not { } sku)
        {
            agreement.Discount(said.Category, said.DiscountBasisPoints ?? 0);
            return;
        }
        var line = agreement.Price(sku, said.Price ?? throw Refused.Field("price", KernelErrors.Required), said.Quota);
        foreach (var (minQuantity, price) in said.Tiers)
            line.From(minQuantity, price);
    }
}

/// <summary>Puts a draft in force.</summary>
public sealed class ActivateAgreement(AppDb db)
{
    public Task Run(AgreementId id, Actor actor, CancellationToken ct = default) => db.Write(actor, async tx =>
    {
        actor.Demand(PricingPermissions.Manage);
        (await tx.Load<Agreement>(id)).Activate();
        tx.Log("agreement", id, "agreement.activated");
    }, ct);
}
