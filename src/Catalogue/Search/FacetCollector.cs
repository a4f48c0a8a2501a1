using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>
/// One pass over what the text matches. A document that passes every filter is a hit and counts in every facet; one that
/// fails only one group's filter counts in that group alone, which is how a group's counts ignore its own selection.
/// </summary>
internal sealed class FacetCollector(IReadOnlyList<FacetGroup> groups, TopFieldCollector? top) : ICollector
{
    private readonly FacetGroup[] filters = [.. groups.Where(g => g.Filters)];

    public int Total { get; private set; }
    public bool AcceptsDocsOutOfOrder => false;

    public void SetScorer(Scorer scorer) => top?.SetScorer(scorer);

    public void SetNextReader(AtomicReaderContext context)
    {
        foreach (var group in groups)
            group.Open(context.AtomicReader);
        top?.SetNextReader(context);
    }

    public void Collect(int doc)
    {
        FacetGroup? failed = null;
        foreach (var group in filters)
            if (!group.Accepts(doc))
            {
                if (failed is not null)
                    return;
                failed = group;
            }
        if (failed is not null)
        {
            failed.Count(doc);
            return;
        }
        Total++;
        top?.Collect(doc);
        foreach (var group in groups)
            group.Count(doc);
    }
}

/// <summary>One facet while it is counted, over the values that the segments keep by column.</summary>
internal abstract class FacetGroup
{
    /// <summary>True when something is selected in it.</summary>
    public abstract bool Filters { get; }
    public abstract void Open(AtomicReader reader);
    public abstract bool Accepts(int doc);
    public abstract void Count(int doc);
}

/// <summary>A group of values: category, brand, choice, flag, or a number's distinct values with its bounds.</summary>
internal sealed class ValueGroup(string field, Func<string, bool>? selected, string? numberField = null, NumberRange? range = null) : FacetGroup
{
    private readonly Dictionary<string, int> counts = [];
    private readonly List<Action> closings = [];
    private SortedDocValues values = null!;
    private NumericDocValues? numbers;
    private IBits? present;
    private int[] ordinals = [];
    private bool[]? accepted;

    public double Min { get; private set; } = double.PositiveInfinity;
    public double Max { get; private set; } = double.NegativeInfinity;

    public override bool Filters => selected is not null || range is not null;

    /// <summary>Each value with how many documents have it.</summary>
    public IReadOnlyDictionary<string, int> Counts
    {
        get
        {
            Close();
            return counts;
        }
    }

    public override void Open(AtomicReader reader)
    {
        Close();
        values = reader.GetSortedDocValues(field) ?? DocValues.EMPTY_SORTED;
        if (numberField is not null)
        {
            numbers = reader.GetNumericDocValues(numberField);
            present = numbers is null ? null : reader.GetDocsWithField(numberField);
        }
        ordinals = new int[values.ValueCount];
        accepted = null;
        if (selected is not null)
        {
            accepted = new bool[values.ValueCount];
            for (var i = 0; i < accepted.Length; i++)
                accepted[i] = selected(Value(values, i));
        }
        var (open, counted) = (values, ordinals);
        closings.Add(() =>
        {
            for (var i = 0; i < counted.Length; i++)
                if (counted[i] > 0)
                    counts[Value(open, i)] = counts.GetValueOrDefault(Value(open, i)) + counted[i];
        });
    }

    public override bool Accepts(int doc)
    {
        if (accepted is not null && (values.GetOrd(doc) is var ordinal && (ordinal < 0 || !accepted[ordinal])))
            return false;
        if (range is null)
            return true;
        if (present is null || !present.Get(doc))
            return false;
        var number = Number(doc);
        return (range.From is not { } from || number >= (double)from) && (range.To is not { } to || number <= (double)to);
    }

    public override void Count(int doc)
    {
        var ordinal = values.GetOrd(doc);
        if (ordinal >= 0)
            ordinals[ordinal]++;
        if (present is not null && present.Get(doc))
        {
            var number = Number(doc);
            (Min, Max) = (Math.Min(Min, number), Math.Max(Max, number));
        }
    }

    private double Number(int doc) => BitConverter.Int64BitsToDouble(numbers!.Get(doc));

    private void Close()
    {
        foreach (var closing in closings)
            closing();
        closings.Clear();
    }

    private static string Value(SortedDocValues values, int ordinal)
    {
        var bytes = new BytesRef();
        values.LookupOrd(ordinal, bytes);
        return bytes.Utf8ToString();
    }
}

/// <summary>The list price in minor units, only bounded.</summary>
internal sealed class PriceGroup(NumberRange? range) : FacetGroup
{
    private NumericDocValues prices = null!;

    public override bool Filters => range is not null;
    public long Min { get; private set; } = long.MaxValue;
    public long Max { get; private set; } = long.MinValue;

    public override void Open(AtomicReader reader) => prices = reader.GetNumericDocValues(Fields.Price) ?? DocValues.EMPTY_NUMERIC;

    public override bool Accepts(int doc) => range is null || (prices.Get(doc) is var price && (range.From is not { } from || price >= from) && (range.To is not { } to || price <= to));

    public override void Count(int doc)
    {
        var price = prices.Get(doc);
        (Min, Max) = (Math.Min(Min, price), Math.Max(Max, price));
    }
}
