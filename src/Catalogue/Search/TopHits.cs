using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>
/// The best hits in the order that was asked for. Equal ones stand in the order of categories and part numbers, whatever segment they
/// come from, so that a page and the next never show the same product.
/// </summary>
internal sealed class TopHits
{
    /// <summary>Who looks for "天花机" wants the machine before its controller, and the controller before its installation.</summary>
    private static readonly double[] KindBoosts = [0, 3, 8];

    private readonly SearchSort sort;
    private readonly bool scored;
    private readonly int size;
    private readonly string order;
    private readonly PriorityQueue<Hit, Hit> worstFirst;
    private Segment segment = null!;

    /// <param name="sort">What comes first. The earliest delivery is not the index's to know: its candidates are the most relevant.</param>
    /// <param name="scored">True when a text was asked for.</param>
    /// <param name="size">How many are kept.</param>
    public TopHits(SearchSort sort, bool scored, int size)
    {
        (this.sort, this.scored, this.size) = (sort, scored, size);
        order = sort != SearchSort.Name ? Fields.Order : Text.IsChinese ? Fields.NameZh : Fields.NameEn;
        worstFirst = new(Math.Min(size, 1_000), Comparer<Hit>.Create((a, b) => Compare(b, a)));
    }

    private sealed record Segment(AtomicReader Reader, Columns Columns, int[] Places, int Base);

    private readonly record struct Hit(double Key, Segment Segment, int Place, int Doc);

    /// <summary>Scores the document that is being collected.</summary>
    public Scorer Scorer { get; set; } = null!;

    public void Open(AtomicReaderContext context, Columns columns) =>
        segment = new(context.AtomicReader, columns, sort == SearchSort.Name ? Columns.Ordinals(context.AtomicReader, order) : columns.Places, context.DocBase);

    public void Collect(int doc)
    {
        var hit = new Hit(Key(doc), segment, segment.Places[doc], segment.Base + doc);
        if (worstFirst.Count < size)
            worstFirst.Enqueue(hit, hit);
        else if (hit.Key <= worstFirst.Peek().Key && Compare(hit, worstFirst.Peek()) < 0)
            worstFirst.DequeueEnqueue(hit, hit);
    }

    /// <summary>The documents from an offset on, the best first.</summary>
    public IReadOnlyList<int> Documents(int offset)
    {
        var all = worstFirst.UnorderedItems.Select(i => i.Element).ToArray();
        Array.Sort(all, Compare);
        return [.. all.Skip(offset).Select(h => h.Doc)];
    }

    // The smaller key is the better one.
    private double Key(int doc) => sort switch
    {
        SearchSort.PriceUp => segment.Columns.Prices[doc],
        SearchSort.PriceDown => -segment.Columns.Prices[doc],
        SearchSort.Sales => -segment.Columns.Sales[doc],
        SearchSort.Name => 0,
        _ => scored ? -(Scorer.GetScore() + KindBoosts[segment.Columns.Kinds[doc]] + Math.Log10(1 + segment.Columns.Sales[doc])) : 0,
    };

    private int Compare(Hit left, Hit right) => left.Key.CompareTo(right.Key) is not 0 and var byKey ? byKey
        : ReferenceEquals(left.Segment, right.Segment) ? left.Place.CompareTo(right.Place)
        : Term(left).CompareTo(Term(right));

    private BytesRef Term(Hit hit)
    {
        var bytes = new BytesRef();
        if (hit.Place >= 0)
            hit.Segment.Reader.GetSortedDocValues(order)?.LookupOrd(hit.Place, bytes);
        return bytes;
    }
}
