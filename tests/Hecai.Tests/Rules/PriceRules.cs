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
        Category = "hvac.cassette", CategoryPath = ["hvac", "hvac.cassette"], ListPrice = Money.Yuan(1_000), Vat = new VatRate(1_300), Unit = "台", Saleable = true, IsPublic = true, Picture = "",
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
    public void A_brand_goes_before_the_rest_of_its_category_and_after_every_category()
    {
        Candidate[] all = [Line("A-ALL", discount: 100), Line("A-BRAND", brand: "云岭", discount: 200), Line("A-HVAC", "hvac", discount: 300), Line("A-HVAC-BRAND", "hvac", "云岭", 400), Line("A-CASSETTE", "hvac.cassette", discount: 500), Line("A-CASSETTE-BRAND", "hvac.cassette", "云岭", 600)];
        for (var left = all.Length; left > 0; left--)
            Assert.Equal((all[left - 1].Agreement, 100_000 - (left * 1_000)), Price(1, all[..left]));
        Assert.Equal((null, 100_000), Price(1, Line("A-OTHER", brand: "北屿", discount: 900), Line("A-OTHER-HVAC", "hvac", "北屿", 900), Line("A-KITCHEN", "kitchen", "云岭", 900)));
    }

    [Fact]
    public void A_discount_has_tiers_as_a_price_has_and_may_be_that_of_one_product()
    {
        var brand = Line("A-BRAND", "hvac", "云岭", 600, [new(5, null, 800), new(10, null, 950)]);
        Assert.Equal([94_000, 94_000, 92_000, 92_000, 90_500], ((long[])[1, 4, 5, 9, 10]).Select(quantity => Price(quantity, brand).Minor));
        Assert.Equal(["List price (100000) overruled", "Agreement A-BRAND (to 2026-12-31): 6% off Yunling in the category (94000) overruled", "8% off from 5 pieces (92000)", "You pay (92000)"], Steps(PriceResolution.Resolve(Cassette, 5, [brand])));
        var product = Of("A-SKU", 0) with { Terms = new(null, 1_050, null, default, []) };
        Assert.Equal(("A-SKU", 89_500), Price(1, product, brand));
        Assert.Equal("Agreement A-SKU (to 2026-12-31): 10.5% off this product (89500)", Steps(PriceResolution.Resolve(Cassette, 1, [product])).ElementAt(1));
    }

    [Fact]
    public void A_quota_by_amount_counts_what_is_paid()
    {
        // ¥5,000.00 in all, ¥2,260.00 of it used or held: three at ¥900.00 fit, and at the tier's ¥890.00 also.
        var line = Of("A-AMOUNT", 90_000, tiers: [new(3, 89_000)]) with { CalledOff = 180_000, Held = 46_000 };
        line = line with { Terms = line.Terms with { Quota = 500_000, Measure = QuotaMeasure.Amount } };
        Assert.Equal((("A-AMOUNT", 90_000), ("A-AMOUNT", 89_000)), (Price(2, line), Price(3, line)));
        var more = PriceResolution.Resolve(Cassette, 4, [line]);
        Assert.Equal((null, 100_000), (more.Agreement, more.Unit.Minor));
        Assert.Equal("Agreement A-AMOUNT: ¥2,740.00 left of the quota, ¥3,560.00 asked for, so not applicable (89000) overruled", Steps(more).First());
        Assert.Equal("¥2,740.00", PriceResolution.Resolve(Cassette, 1, [line]).Left!.Value.Text.En);
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
        Assert.Equal(("A-HVAC", 95_000, null), (more.Agreement, more.Unit.Minor, more.Left));
        Assert.Equal(["Agreement A-QUOTA: 3 pieces left of the quota, 4 pieces asked for, so not applicable (90000) overruled", "List price (100000) overruled", "Agreement A-HVAC (to 2026-12-31): 5% off the category (95000)", "You pay (95000)"], Steps(more));

        var alone = PriceResolution.Resolve(Cassette, 4, candidates[..1]);
        Assert.Equal((null, 100_000), (alone.Agreement, alone.Unit.Minor));
        Assert.Equal(["Agreement A-QUOTA: 3 pieces left of the quota, 4 pieces asked for, so not applicable (90000) overruled", "List price (100000)"], Steps(alone));
    }

    private static (string? Agreement, long Minor) Price(long quantity, params Candidate[] candidates)
    {
        var price = PriceResolution.Resolve(Cassette, quantity, candidates);
        return (price.Agreement, price.Unit.Minor);
    }

    private static IEnumerable<string> Steps(ResolvedPrice price) => price.Why.Select(s => $"{s.En} ({s.Amount}){(s.Overruled ? " overruled" : "")}");

    private static Candidate Of(string agreement, long price, OrganizationId? supplier = null, DateOnly? until = null, long? quota = null, long calledOff = 0, long held = 0, PriceTier[]? tiers = null) =>
        new(Id.Named<AgreementLineId>(agreement), agreement, until ?? new(2026, 12, 31), supplier ?? Yunling, AgreementSubject.Of(Cassette.Sku), new(price, null, quota, QuotaMeasure.Pieces, tiers ?? []), calledOff, held);

    private static Candidate Line(string agreement, string? category = null, string? brand = null, int discount = 0, PriceTier[]? tiers = null) =>
        new(Id.Named<AgreementLineId>(agreement), agreement, new(2026, 12, 31), Yunling, AgreementSubject.Of(category, brand), new(null, discount, null, QuotaMeasure.Pieces, tiers ?? []), 0, 0);
}
