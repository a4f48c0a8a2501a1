namespace Hecai;

public readonly partial record struct Money
{
    /// <summary>Splits into so many parts that sum to the whole and differ by at most one minor unit, the larger first.</summary>
    public Money[] Allocate(int parts)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(parts);
        var weights = new long[parts];
        Array.Fill(weights, 1);
        return Allocate(weights);
    }

    /// <summary>
    /// Splits in proportion to the weights; the parts always sum to the whole and each is less than one minor unit from its
    /// exact share. Largest remainder method (Hamilton): what rounding down leaves over goes, a unit each, to the largest
    /// remainders; of equal ones to the larger weight, then to the earlier. So what a line gets does not depend on the order
    /// of lines. Refused with <c>money.weights</c> when a weight is negative or all are zero.
    /// </summary>
    public Money[] Allocate(IReadOnlyList<long> weights)
    {
        var total = Int128.Zero;
        foreach (var weight in weights)
            total += weight >= 0 ? weight : throw Refused.With(ValueErrors.Weights);
        if (total == 0)
            throw Refused.With(ValueErrors.Weights);

        var magnitude = Int128.Abs(Minor);
        var shares = new Int128[weights.Count];
        var remainders = new Int128[weights.Count];
        var left = magnitude;
        for (var i = 0; i < shares.Length; i++)
        {
            (shares[i], remainders[i]) = Int128.DivRem(magnitude * weights[i], total);
            left -= shares[i];
        }

        var order = Enumerable.Range(0, shares.Length).OrderByDescending(i => remainders[i]).ThenByDescending(i => weights[i]);
        foreach (var i in order.Take((int)left))
            shares[i]++;

        var (negative, currency) = (Minor < 0, Currency);
        return Array.ConvertAll(shares, share => new Money((long)(negative ? -share : share), currency));
    }
}
