using System.Numerics;
using CsCheck;

namespace Hecai.Tests.Rules;

public class MoneyProperties
{
    private static readonly string[] Currencies = ["CNY", "USD", "JPY", "KWD"];

    private static readonly Gen<Money> Amounts =
        Gen.Select(Gen.OneOf(Gen.Long, Gen.Long[-1_000, 1_000]), Gen.Int[0, 3].Select(i => Currencies[i]), (minor, currency) => new Money(minor, currency));

    private static readonly Gen<long[]> Weights = Gen.OneOf(Gen.Long[0, long.MaxValue], Gen.Long[0, 5]).Array[1, 12].Where(weights => weights.Any(w => w > 0));

    [Fact]
    public void Parts_always_sum_to_the_whole() => Gen.Select(Amounts, Weights)
        .Sample((amount, weights) => amount.Allocate(weights).Sum(amount.Currency) == amount);

    [Fact]
    public void A_part_is_less_than_one_minor_unit_from_its_exact_share() => Gen.Select(Amounts, Weights).Sample((amount, weights) =>
    {
        var total = weights.Aggregate(BigInteger.Zero, (sum, weight) => sum + weight);
        return amount.Allocate(weights).Zip(weights).All(part => BigInteger.Abs(part.First.Minor * total - (BigInteger)amount.Minor * part.Second) < total);
    });

    [Fact]
    public void What_a_weight_gets_does_not_depend_on_the_order() => Gen.Select(Amounts, Weights, Gen.Int).Sample((amount, weights, seed) =>
    {
        var shuffled = weights.ToArray();
        new Random(seed).Shuffle(shuffled);
        return Shares(amount, weights).SequenceEqual(Shares(amount, shuffled));
    }, iter: 20_000);

    [Fact]
    public void Nothing_goes_to_a_weight_of_nothing() => Gen.Select(Amounts, Weights)
        .Sample((amount, weights) => amount.Allocate(weights).Zip(weights).All(part => part.Second > 0 || part.First.IsZero));

    [Fact]
    public void Equal_parts_differ_by_at_most_one() => Gen.Select(Amounts, Gen.Int[1, 50]).Sample((amount, parts) =>
    {
        var minors = amount.Allocate(parts).Select(part => (Int128)part.Minor).ToArray();
        return minors.Length == parts && minors.Max() - minors.Min() <= 1;
    });

    [Fact]
    public void Text_and_decimal_round_trip() => Amounts.Sample(amount =>
        Money.ParseStrict(amount.ToPlainString(), amount.Currency) == amount && Money.Of(amount.ToDecimal(), amount.Currency) == amount, iter: 10_000);

    [Fact]
    public void Net_and_tax_sum_to_the_gross_for_every_rate() => Gen.Select(Amounts, Gen.Int[0, VatRate.All.Count - 1].Select(i => VatRate.All[i])).Sample((gross, rate) =>
    {
        var (net, tax) = Tax.Included(gross, rate);
        return (BigInteger)net.Minor + tax.Minor == gross.Minor && Math.Sign(tax.Minor) * Math.Sign(gross.Minor) >= 0;
    });

    [Fact]
    public void A_hundred_becomes_thirds_with_the_cent_on_the_first()
    {
        Assert.Equal([Money.Yuan(33.34m), Money.Yuan(33.33m), Money.Yuan(33.33m)], Money.Yuan(100).Allocate(3));
        Assert.Equal([Money.Yuan(-33.34m), Money.Yuan(-33.33m), Money.Yuan(-33.33m)], Money.Yuan(-100).Allocate(3));
        Assert.Equal([new Money(0, "CNY"), new Money(2, "CNY")], new Money(2, "CNY").Allocate([1, 3]));
        Assert.Equal([new Money(0, "CNY"), new Money(1, "CNY")], new Money(1, "CNY").Allocate([0, 7]));
    }

    [Fact]
    public void Weights_that_say_nothing_are_refused()
    {
        ValueErrors.Weights.Refuses(() => Money.Yuan(1).Allocate([0, 0]));
        ValueErrors.Weights.Refuses(() => Money.Yuan(1).Allocate([2, -1]));
        ValueErrors.Weights.Refuses(() => Money.Yuan(1).Allocate([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Money.Yuan(1).Allocate(0));
    }

    private static IEnumerable<(long, long)> Shares(Money amount, long[] weights) =>
        weights.Zip(amount.Allocate(weights), (weight, part) => (weight, part.Minor)).Order();
}
