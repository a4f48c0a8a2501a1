using CsCheck;
using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Purchasing;

namespace Hecai.Tests.Rules;

/// <summary>What bringing a part costs: which rule decides, when it is free, and who bears it.</summary>
public class FreightChargeRules
{
    private const string Jiangsu = "32", Suzhou = "3205", Gusu = "320508", Nanjing = "3201", Xinjiang = "65";
    private static readonly string[] Divisions = [Jiangsu, Suzhou, Gusu, Nanjing, Xinjiang, Places.Pingjiang];
    private static readonly DeliveryMode[] Modes = Enum.GetValues<DeliveryMode>();

    private static readonly Gen<Money> Amounts = Gen.Long[0, 500_000].Select(minor => new Money(minor, "CNY"));
    private static readonly Gen<FreightRule> Rule = Gen.Select(Amounts, Gen.Int[0, 6], Gen.Int[0, 3], Gen.Long[0, 5_000], Gen.Long[0, 900_000]).Select((charge, region, mode, each, from) =>
        new FreightRule(charge, region == 6 ? null : Divisions[region], mode == 3 ? null : Modes[mode], each == 0 ? null : new(each, "CNY"), from < 100_000 ? null : new(from, "CNY")));
    private static readonly Gen<FreightRules> Schedules = Rule.List[0, 12].Select(rules => new FreightRules([.. rules.DistinctBy(r => (r.RegionCode, r.Mode))]));
    private static readonly Gen<(string To, DeliveryMode Mode, long Pieces, Money Goods)> Parts =
        Gen.Select(Gen.Int[0, Divisions.Length - 1], Gen.Int[0, 2], Gen.Long[1, 50], Amounts.Select(a => a.Times(2))).Select((to, mode, pieces, goods) => (Divisions[to], Modes[mode], pieces, goods));

    [Fact]
    public void Without_any_rule_it_is_free()
    {
        var charge = FreightRules.None.Charge(Places.Pingjiang, DeliveryMode.Delivery, 3, Money.Yuan(100));
        Assert.Equal((Money.Zero("CNY"), null, null), (charge.Amount, charge.Rule, charge.Missing));
        Assert.Equal(("供应商免运费", "The supplier charges no freight", 0), Step(charge.Why.Single()));
        Assert.Equal("该地区与方式没有运费，免运费", new FreightRules([new(Money.Yuan(10), Xinjiang)]).Charge(Gusu, DeliveryMode.Delivery, 1, Money.Yuan(1)).Why.Single().Zh);
    }

    [Fact]
    public void The_innermost_division_decides_and_within_it_the_rule_that_names_the_mode()
    {
        var rules = new FreightRules([new(Money.Yuan(10)), new(Money.Yuan(11), Mode: DeliveryMode.FactoryDirect), new(Money.Yuan(20), Jiangsu), new(Money.Yuan(30), Gusu), new(Money.Yuan(31), Gusu, DeliveryMode.Delivery), new(Money.Yuan(40), Suzhou, DeliveryMode.FactoryDirect)]);
        decimal Of(string to, DeliveryMode mode) => rules.Charge(to, mode, 1, Money.Yuan(1)).Amount.ToDecimal();
        Assert.Equal((31, 30, 30), (Of(Places.Pingjiang, DeliveryMode.Delivery), Of(Places.Pingjiang, DeliveryMode.DeliveryAndInstallation), Of(Gusu, DeliveryMode.FactoryDirect)));
        Assert.Equal((20, 40, 20), (Of(Suzhou, DeliveryMode.Delivery), Of(Suzhou, DeliveryMode.FactoryDirect), Of(Nanjing, DeliveryMode.Delivery)));
        Assert.Equal((10, 11), (Of(Xinjiang, DeliveryMode.Delivery), Of(Xinjiang, DeliveryMode.FactoryDirect)));
        // A division that does not exist lies in none.
        Assert.Equal(10, Of("999", DeliveryMode.Delivery));
    }

    [Fact]
    public void A_charge_says_how_it_came_about_in_both_languages()
    {
        var rules = new FreightRules([new(Money.Yuan(80), Suzhou, DeliveryMode.Delivery, Money.Yuan(1.5m), Money.Yuan(5_000), 13)]);
        var charged = rules.Charge(Places.Pingjiang, DeliveryMode.Delivery, 4, Money.Yuan(4_999.99m));
        Assert.Equal((Money.Yuan(86), 13, Money.Yuan(0.01m)), (charged.Amount, charged.Vat, charged.Missing));
        Assert.Equal([("江苏省 苏州市，仓配", "江苏省 苏州市, Delivery", null), ("每次送货", "Each delivery", 8_000), ("另加每件 ¥1.50 × 4", "plus ¥1.50 a piece × 4", 8_600)], charged.Why.Select(Step));
        var free = rules.Charge(Places.Pingjiang, DeliveryMode.Delivery, 4, Money.Yuan(5_000));
        Assert.Equal((Money.Zero("CNY"), null), (free.Amount, free.Missing));
        Assert.Equal([("商品满 ¥5,000.00 免运费", "Free from ¥5,000.00 of goods on", 0)], free.Why.Where(s => !s.Overruled && s.Amount is not null).Select(Step));
    }

    [Fact]
    public void Of_the_rules_that_cover_a_part_none_lies_deeper_than_the_one_that_decides() => Gen.Select(Schedules, Parts).Sample((rules, part) =>
    {
        var decides = Charge(rules, part).Rule;
        var covering = rules.Rules.Where(r => (r.Mode ?? part.Mode) == part.Mode && (r.RegionCode is null || Regions.Contains(r.RegionCode, part.To))).ToList();
        return decides is null ? covering.Count == 0 : covering.Contains(decides) && covering.All(r => Depth(r) <= Depth(decides) && (Depth(r) < Depth(decides) || r == decides || decides.Mode is not null));
    });

    [Fact]
    public void What_is_charged_is_nothing_or_what_the_rule_says_and_the_last_step_is_it() => Gen.Select(Schedules, Parts).Sample((rules, part) =>
    {
        var charge = Charge(rules, part);
        var whole = charge.Rule is { } rule ? rule.Charge.Minor + (rule.PerPiece?.Minor ?? 0) * part.Pieces : 0;
        var free = charge.Rule?.FreeFrom is { } from && part.Goods.Minor >= from.Minor;
        return charge.Amount.Minor == (free ? 0 : whole) && charge.Why[^1].Amount == charge.Amount.Minor
            && (charge.Missing is not { } missing || (charge.Amount.IsPositive && Charge(rules, part with { Goods = part.Goods + missing }).Amount.IsZero && (missing.Minor == 1 || Charge(rules, part with { Goods = part.Goods + missing - new Money(1, "CNY") }).Amount == charge.Amount)));
    });

    [Fact]
    public void The_order_of_the_rules_and_rules_for_elsewhere_change_nothing() => Gen.Select(Schedules, Parts, Gen.Int).Sample((rules, part, seed) =>
    {
        var shuffled = rules.Rules.ToArray();
        new Random(seed).Shuffle(shuffled);
        var near = shuffled.Where(r => r.RegionCode is null || Regions.Contains(r.RegionCode, part.To)).ToList();
        return Charge(rules, part).Amount == Charge(new(shuffled), part).Amount && Charge(rules, part).Rule == Charge(new(near), part).Rule;
    });

    [Fact]
    public void Who_bears_goods_bears_freight_and_the_shares_are_the_whole() => Gen.Select(Gen.Select(Gen.Int[0, 3], Gen.Long[0, 9_999], Gen.Int[1, 9]).List[1, 8], Gen.Long[1, 99_999]).Sample((goods, charge) =>
    {
        var lines = FreightLines.Of(Part(goods, new(charge, "CNY")), 100).ToList();
        var bearers = goods.GroupBy(g => g.Item1).ToDictionary(g => Centre(g.Key) ?? default, g => g.Sum(x => x.Item2 * x.Item3));
        var whole = bearers.Values.Sum();
        return lines.Sum(l => l.Amount.Minor) == charge && lines.DistinctBy(l => l.CostCentre).Count() == lines.Count
            && lines.Select(l => l.Line).SequenceEqual(Enumerable.Range(100, lines.Count))
            && lines.All(l => l is { Kind: LineKind.Freight, Quantity: 1, Installs: false, ForLine: null, AgreementLine: null, Allocations.Count: 0, Remarks: null } && l.UnitPrice.IsPositive && l.Why[^1].Amount == l.UnitPrice.Minor)
            // Each is less than a fen from its exact share.
            && (whole == 0 || lines.All(l => Int128.Abs((Int128)l.UnitPrice.Minor * whole - (Int128)charge * bearers[l.CostCentre ?? default]) < whole));
    });

    [Fact]
    public void Rules_that_cannot_be_are_refused_by_their_fields()
    {
        void Refused(Error error, string field, params FreightRule[] rules) =>
            Assert.Contains((field, error.Code), Assert.Throws<Refused>(() => new FreightRules(rules).Checked()).Fields.Select(f => (f.Field, f.Error.Code)));
        var ten = new FreightRule(Money.Yuan(10));
        Refused(KernelErrors.OutOfRange, "rules[0].charge", ten with { Charge = Money.Yuan(-0.01m) });
        Refused(KernelErrors.OutOfRange, "rules[0].charge", ten with { Charge = Money.Yuan(1_000_000.01m) });
        Refused(KernelErrors.CurrencyMismatch, "rules[0].charge", ten with { Charge = Money.Of(1, "USD") });
        Refused(KernelErrors.OutOfRange, "rules[0].perPiece", ten with { PerPiece = Money.Yuan(0) });
        Refused(KernelErrors.OutOfRange, "rules[0].freeFrom", ten with { FreeFrom = Money.Yuan(-1) });
        Refused(FreightErrors.Vat, "rules[0].vat", ten with { Vat = 6 });
        Refused(ValueErrors.Region, "rules[1].regionCode", ten, ten with { RegionCode = "99" });
        Refused(FreightErrors.RuleTwice, "rules[1].regionCode", ten, ten with { Charge = Money.Yuan(9) });
        Refused(FreightErrors.RuleTwice, "rules[2].regionCode", ten with { RegionCode = Suzhou, Mode = DeliveryMode.Delivery }, ten with { RegionCode = Suzhou }, ten with { RegionCode = Suzhou, Mode = DeliveryMode.Delivery, Vat = 13 });
        Refused(KernelErrors.OutOfRange, "rules", [.. Enumerable.Repeat(ten, 501)]);
        var all = new FreightRules([ten, ten with { Mode = DeliveryMode.Delivery }, ten with { RegionCode = Suzhou, Charge = Money.Yuan(0) }]);
        Assert.Same(all, all.Checked());
    }

    private static (string, string, long?) Step(Hecai.Pricing.PriceStep step) => (step.Zh, step.En, step.Amount);

    private static int Depth(FreightRule rule) => rule.RegionCode?.Length ?? 0;

    private static FreightCharge Charge(FreightRules rules, (string To, DeliveryMode Mode, long Pieces, Money Goods) part) => rules.Charge(part.To, part.Mode, part.Pieces, part.Goods);

    private static CostCentreId? Centre(int number) => number == 0 ? null : Id.Named<CostCentreId>($"c{number}");

    private static SplitPart Part(IEnumerable<(int Centre, long Price, int Quantity)> goods, Money charge) =>
        new(default, "x", null, DeliveryMode.Delivery, null, [.. goods.Select((g, i) => Goods(i + 1, g))], new(charge, FreightRule.UsualVat, null, null, [new("x", "x", charge.Minor)]));

    private static QuotedLine Goods(int line, (int Centre, long Price, int Quantity) goods) => new()
    {
        Line = line, Kind = LineKind.Goods, Listing = Id.Named<ListingId>("x"), Sku = Id.Named<SkuId>("x"), Supplier = default, SupplierName = "x", PartNumber = "x", Name = ("x", "x"), Category = "x", Picture = "x", Unit = "台",
        Quantity = goods.Quantity, ListPrice = new(goods.Price, "CNY"), UnitPrice = new(goods.Price, "CNY"), Vat = VatRate.Percent(13), Why = [], Mode = DeliveryMode.Delivery, CostCentre = Centre(goods.Centre), Installs = true,
        Remarks = new("x"),
    };
}
