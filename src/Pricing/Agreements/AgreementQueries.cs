using System.Linq.Expressions;
using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;

namespace Hecai.Pricing;

/// <summary>An agreement in a list.</summary>
public sealed record AgreementRow(AgreementId Id, string Number, string Title, OrganizationId Buyer, OrganizationId Supplier, AgreementState State, DateOnly ValidFrom, DateOnly ValidTo, int Lines);

/// <summary>From so many pieces: a lower price, or a higher discount.</summary>
public sealed record TierView(int MinQuantity, Money? Price, int? DiscountBasisPoints)
{
    internal static IReadOnlyList<TierView> Of(IEnumerable<PriceTier> tiers) =>
        [.. tiers.OrderBy(t => t.MinQuantity).Select(t => new TierView(t.MinQuantity, t.PriceMinor is { } price ? new Money(price, "CNY") : null, t.DiscountBasisPoints))];
}

/// <summary>A line of an agreement with what of its quota is left. The figures of the quota are pieces, or minor units of CNY where it is measured by amount.</summary>
public sealed record AgreementLineView(AgreementTarget Target, SkuId? Sku, string? Category, string? Brand, Money? Price, int? DiscountBasisPoints, long? Quota, QuotaMeasure QuotaMeasure, long CalledOff, long Held, IReadOnlyList<TierView> Tiers)
{
    public long? QuotaLeft => Quota - CalledOff - Held;
}

/// <summary>Who consented for a party, and when.</summary>
public sealed record ConsentView(string Name, DateTimeOffset At)
{
    internal static ConsentView? Of(Consent? consent) => consent is null ? null : new(consent.Name, consent.At);
}

/// <summary>A whole agreement.</summary>
public sealed record AgreementView(AgreementId Id, long Version, string Number, string Title, OrganizationId Buyer, OrganizationId Supplier, AgreementState State, DateOnly ValidFrom, DateOnly ValidTo,
    OrganizationId? ProposedBy, ConsentView? BuyerConsent, ConsentView? SupplierConsent, IReadOnlyList<AgreementLineView> Lines)
{
    public FlowState StateText => Agreement.Lifecycle[State];

    /// <summary>What this actor may do now.</summary>
    public IReadOnlyList<Step<AgreementState>> Allowed(Actor actor) => [.. Agreement.Lifecycle.Next(State, actor).Where(step =>
        step.Right != PricingPermissions.Confirm ? Manages(actor) : IsParty(actor) && (step.Verb != "confirm" || ConsentOf(actor) is null))];

    /// <summary>True while this actor may write it anew.</summary>
    public bool CanEdit(Actor actor) => State == AgreementState.Draft && Manages(actor);

    private bool IsParty(Actor actor) => actor.Organization == Buyer || actor.Organization == Supplier;
    private ConsentView? ConsentOf(Actor actor) => actor.Organization == Buyer ? BuyerConsent : SupplierConsent;
    private bool Manages(Actor actor) => actor.Can(PricingPermissions.Manage) && (actor.IsOperator || actor.Organization == Supplier);
}

/// <summary>Framework agreements, to their two parties and the operator.</summary>
public sealed class AgreementQueries
{
    public static IReadOnlyList<FlowState> States => Agreement.Lifecycle.States;
    public static FlowState StateOf(AgreementState state) => Agreement.Lifecycle[state];

    private static readonly Expression<Func<Agreement, AgreementRow>> AsRow = a => new(a.Id, a.Number, a.Title, a.BuyerId, a.SupplierId, a.State, a.ValidFrom, a.ValidTo, a.Lines.Count);

    /// <summary>Agreements, those that end last first.</summary>
    public async Task<Page<AgreementRow>> List(Reading read, AgreementState? state, string? text, string? after = null, int size = 50)
    {
        read.Actor.Demand(PricingPermissions.View);
        var rows = read.Set<Agreement>();
        if (state is { } wanted)
            rows = rows.Where(a => a.State == wanted);
        if (PlainText.OptionalLine("text", text, 100) is { } words)
            rows = rows.Where(a => a.Number.Contains(words) || a.Title.Contains(words));
        return await rows.NewestFirst(a => a.ValidTo, a => a.Id, after)
            .Select(AsRow).Page(size, a => Cursor.Of(a.ValidTo, a.Id), read.Cancel);
    }

    /// <summary>Agreements in force that end by a day, the first to end first.</summary>
    public async Task<IReadOnlyList<AgreementRow>> EndingBy(Reading read, DateOnly day, int take)
    {
        read.Actor.Demand(PricingPermissions.View);
        return await read.Set<Agreement>().Where(a => a.State == AgreementState.Active && a.ValidTo <= day).OrderBy(a => a.ValidTo).ThenBy(a => a.Id).Take(take).Select(AsRow).ToListAsync(read.Cancel);
    }

    /// <summary>How many proposals wait for the consent of the actor's organization; none for whoever does not give it.</summary>
    public async Task<int> ToConfirm(Reading read)
    {
        var (actor, us) = (read.Actor, read.Actor.Organization);
        return actor.Can(PricingPermissions.Confirm)
            ? await read.Set<Agreement>().CountAsync(a => a.State == AgreementState.Proposed && ((a.BuyerId == us && a.BuyerConsent == null) || (a.SupplierId == us && a.SupplierConsent == null)), read.Cancel)
            : 0;
    }

    public async Task<IReadOnlyDictionary<AgreementState, int>> Counts(Reading read)
    {
        read.Actor.Demand(PricingPermissions.View);
        return await read.Set<Agreement>().GroupBy(a => a.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, read.Cancel);
    }

    /// <summary>One agreement with its lines, or refuses with <c>not_found</c>.</summary>
    public async Task<AgreementView> One(Reading read, AgreementId id)
    {
        read.Actor.Demand(PricingPermissions.View);
        var a = await read.Load<Agreement>(id);
        var lines = await read.Set<AgreementLine>().Where(l => l.AgreementId == id).ToListAsync(read.Cancel);
        return new(a.Id, a.Version, a.Number, a.Title, a.BuyerId, a.SupplierId, a.State, a.ValidFrom, a.ValidTo, a.ProposedBy, ConsentView.Of(a.BuyerConsent), ConsentView.Of(a.SupplierConsent), [.. lines.OrderBy(l => l.Target).ThenBy(l => l.Id.Value).Select(l =>
            new AgreementLineView(l.Target, l.SkuId, l.Category, l.Brand, l.PriceMinor is { } price ? new Money(price, "CNY") : null, l.DiscountBasisPoints, l.Quota, l.QuotaMeasure, l.CalledOff, l.Held, TierView.Of(l.Tiers)))]);
    }
}
