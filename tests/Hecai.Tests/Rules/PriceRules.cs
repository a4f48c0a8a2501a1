using Hecai.Catalogue;
using Hecai.Pricing;

namespace Hecai.Tests.Rules;

/// <summary>The price of an offer for a buyer, as one pure function of the lines that were agreed.</summary>
public sealed class PriceRules
{
    private static readonly OrganizationId Yunling = Id.Named<OrganizationId>("yunling"), Beiyu = Id.Named<OrganizationId>("beiyu");
    private static readonly Offer Cassette = new()
    {
        Id = Id.Named<ListingId>("C"), Sku = Id.Named<SkuId>("C"), Supplier = Yunling, SupplierName = "云岭", PartNumber = "C", Name = ("天花机", "Cassette"), Brand = ("云岭", "Yunling"),
        Category = "hvac.cassette", CategoryPath = ["hvac", "hvac.cassette"], ListPrice = Money.Yuan(1_000), Vat = new VatRate(1_300), Unit = "台", Saleable = true, Picture = "",
    };

    [Fact]
    public void The_more_specific_target_wins_even_where_the_general_one_is_cheaper()
    {
        Assert.Equal(("A-SKU", 95_000), Price(1, Line("A-ALL", discount: 2_000), Line("A-HVAC", "hvac", discount: 1_500), Line("A-CASSETTE", "hvac.cassette", discount: 1_000), Of("A-SKU", 95_000)));
        Assert.Equal(("A-CASSETTE", 90_000), Price(1, Line("A-ALL", discount: 2_000), Line("A-HVAC", "hvac", discount: 1_500), Line("A-CASSETTE", "hvac.cassette", discount: 1_000)));
        Assert.Equal(("A-HVAC", 85_000), Price(1, Line("A-ALL", discount: 2_000), Line("A-HVAC", "hvac", discount: 1_500)));
        Assert.Equal((null, 100_000), Price(1, Line("A-KITCHEN", "kitchen", discount: 1_500), Of("A-BEIYU", 1, supplier: Beiyu)));
    }

    [Fact]
    public void Among_equals_the_lower_price_wins_then_the_agreement_that_ends_first()
    {
        Assert.Equal(("A-LOW", 90_000), Price(1, Of("A-HIGH", 91_000), Of("A-LOW", 90_000)));
        Assert.Equal(("A-SOON", 90_000), Price(1, Of("A-LATE", 90_000, until: new(2027, 6, 30)), Of("A-SOON", 90_000, until: new(2026, 12, 31))));
        Assert.Equal(("A-TIERS", 88_000), Price(20, Of("A-FLAT", 89_000), Of("A-TIERS", 95_000, tiers: [new(10, 92_000), new(20, 88_000), new(50, 80_000)])));
    }

    [Fact]
    public void A_quota_that_does_not_cover_the_quantity_prices_none_of_it_and_the_explanation_says_so()
    {
        var candidates = new[] { Of("A-QUOTA", 90_000, quota: 10, calledOff: 4, held: 3), Line("A-HVAC", "hvac", discount: 500) };
        Assert.Equal(("A-QUOTA", 90_000), Price(3, candidates));
        var more = PriceResolution.Resolve(Cassette, 4, candidates);
        Assert.Equal(("A-HVAC", 95_000, null), (more.Agreement, more.Unit.Minor, more.QuotaLeft));
        Assert.Equal(["Agreement A-QUOTA: 3 left of the quota, 4 asked for, so not applicable (90000) overruled", "List price (100000) overruled", "Agreement A-HVAC (to 2026-12-31): 5% off the category (95000)", "You pay (95000)"], Steps(more));

        var alone = PriceResolution.Resolve(Cassette, 4, candidates[..1]);
        Assert.Equal((null, 100_000), (alone.Agreement, alone.Unit.Minor));
        Assert.Equal(["Agreement A-QUOTA: 3 left of the quota, 4 asked for, so not applicable (90000) overruled", "List price (100000)"], Steps(alone));
    }

    private static (string? Agreement, long Minor) Price(long quantity, params Candidate[] candidates)
    {
        var price = PriceResolution.Resolve(Cassette, quantity, candidates);
        return (price.Agreement, price.Unit.Minor);
    }

    private static IEnumerable<string> Steps(ResolvedPrice price) => price.Why.Select(s => $"{s.En} ({s.Amount}){(s.Overruled ? " overruled" : "")}");

    private static Candidate Of(string agreement, long price, OrganizationId? supplier = null, DateOnly? until = null, long? quota = null, long calledOff = 0, long held = 0, PriceTier[]? tiers = null) =>
        new(Id.Named<AgreementLineId>(agreement), agreement, until ?? new(2026, 12, 31), supplier ?? Yunling, AgreementTarget.Sku, Cassette.Sku, null, price, null, quota, calledOff, held, tiers ?? []);

    private static Candidate Line(string agreement, string? category = null, int discount = 0) =>
        new(Id.Named<AgreementLineId>(agreement), agreement, new(2026, 12, 31), Yunling, category is null ? AgreementTarget.Everything : AgreementTarget.Category, null, category, null, discount, null, 0, 0, []);
}
