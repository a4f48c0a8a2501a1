using System.Buffers;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Hecai.Catalogue;

/// <summary>
/// One pass over what the text matches. A product outside of the assortment does not exist. One that passes every selection is a hit and
/// counts in every facet; one that fails a single selection counts in that group alone, which is how a group's counts ignore its own selection.
/// </summary>
internal sealed class HitCounter(IReadOnlyList<Selection> selections, NumberRange? price, Func<AtomicReader, Columns, int[]?> assortment, TopHits top) : ICollector, IDisposable
{
    private readonly List<Segment> segments = [];
    private Segment segment = null!;

    public int Total { get; private set; }
    public long LeastPrice { get; private set; } = long.MaxValue;
    public long HighestPrice { get; private set; } = long.MinValue;
    public bool AcceptsDocsOutOfOrder => false;

    /// <summary>What is counted of one segment.</summary>
    private sealed class Segment(Columns columns, int[]? inside, bool[][] chosen, (int From, int To)[] groups)
    {
        public readonly Columns Columns = columns;

        /// <summary>A bit for each document that the assortment holds; null when it holds all.</summary>
        public readonly int[]? Inside = inside;
        public readonly bool[][] Chosen = chosen;
        public readonly (int From, int To)[] Groups = groups;
        public readonly int[] Counts = Rent(columns.Values.Length);
        public readonly int[][] Alone = [.. groups.Select(g => new int[g.To - g.From])];

        private static int[] Rent(int length)
        {
            var counts = ArrayPool<int>.Shared.Rent(length);
            Array.Clear(counts, 0, length);
            return counts;
        }
    }

    public void SetScorer(Scorer scorer) => top.Scorer = scorer;

    public void SetNextReader(AtomicReaderContext context)
    {
        var columns = Columns.Of(context.AtomicReader);
        segment = new Segment(columns, assortment(context.AtomicReader, columns), [.. selections.Select(s => s.In(columns))], [.. selections.Select(s => columns.Group(s.Group))]);
        segments.Add(segment);
        top.Open(context, columns);
    }

    public void Collect(int doc)
    {
        var (at, columns) = (segment, segment.Columns);
        if (at.Inside is { } inside && (inside[doc >> 5] & (1 << doc)) == 0)
            return;
        var (from, to) = (columns.Start[doc], columns.Start[doc + 1]);
        var failed = -1;
        for (var s = 0; s < at.Chosen.Length; s++)
            if (!Passes(columns.Facts, from, to, at.Groups[s], at.Chosen[s]))
            {
                if (failed >= 0)
                    return;
                failed = s;
            }
        var amount = columns.Prices[doc];
        if (price is not null && !((price.From is not { } least || amount >= least) && (price.To is not { } most || amount <= most)))
        {
            if (failed < 0)
                Bound(amount);
            return;
        }
        if (failed >= 0)
        {
            var (first, end) = at.Groups[failed];
            for (var i = from; i < to; i++)
                if (columns.Facts[i] is var fact && fact >= first && fact < end)
                    at.Alone[failed][fact - first]++;
            return;
        }
        Total++;
        Bound(amount);
        for (var i = from; i < to; i++)
            at.Counts[columns.Facts[i]]++;
        top.Collect(doc);
    }

    private static bool Passes(int[] facts, int from, int to, (int From, int To) group, bool[] chosen)
    {
        for (var i = from; i < to; i++)
            if (facts[i] is var fact && fact >= group.From && fact < group.To && chosen[fact - group.From])
                return true;
        return false;
    }

    private void Bound(long amount) => (LeastPrice, HighestPrice) = (Math.Min(LeastPrice, amount), Math.Max(HighestPrice, amount));

    /// <summary>The values of a group with how many hits have each, and their numbers.</summary>
    public IReadOnlyDictionary<string, (int Count, double Number)> Counts(string group)
    {
        var sums = new Dictionary<string, (int Count, double Number)>();
        var own = selections.ToList().FindIndex(s => s.Group == group);
        foreach (var part in segments)
        {
            var (from, to) = part.Columns.Group(group);
            for (var fact = from; fact < to; fact++)
                if (part.Counts[fact] + (own < 0 ? 0 : part.Alone[own][fact - from]) is > 0 and var count)
                    sums[part.Columns.Values[fact]] = (sums.GetValueOrDefault(part.Columns.Values[fact]).Count + count, part.Columns.Numbers[fact]);
        }
        return sums;
    }

    public void Dispose()
    {
        foreach (var part in segments)
            ArrayPool<int>.Shared.Return(part.Counts);
        segments.Clear();
    }
}
