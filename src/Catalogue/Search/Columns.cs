using System.Collections.Concurrent;
using System.Globalization;
using System.Runtime.CompilerServices;
using Lucene.Net.Index;
using Lucene.Net.Util;

namespace Hecai.Catalogue;

/// <summary>
/// The facts of a segment's products by column, in plain arrays: what filters, counts and sorts touches every hit, and a search for a
/// common word has tens of thousands. A segment never changes, so they are laid out once in its life.
/// </summary>
internal sealed class Columns
{
    /// <summary>Between the group of a fact and its value, as in <c>cooling␁7.2</c>.</summary>
    public const char Separator = '\u0001';

    private const int MaxRemembered = 100;
    private static readonly ConditionalWeakTable<object, Columns> Known = [];
    private readonly Dictionary<string, (int From, int To)> groups = [];
    private readonly ConcurrentDictionary<string, int[]> remembered = [];

    private Columns(AtomicReader reader)
    {
        Start = new int[reader.MaxDoc + 1];
        (Values, Numbers, Facts) = ReadFacts(reader);
        Prices = Longs(reader, Fields.Price);
        Sales = Longs(reader, Fields.Sales);
        Places = Ordinals(reader, Fields.Order);
        Kinds = ReadKinds();
    }

    /// <summary>The value of each fact, sorted within its group.</summary>
    public string[] Values { get; }

    /// <summary>The same as a number; NaN where it is none.</summary>
    public double[] Numbers { get; }

    /// <summary>Where the facts of a document begin in <see cref="Facts"/>; they end where those of the next begin.</summary>
    public int[] Start { get; }
    public int[] Facts { get; }

    /// <summary>The lowest list price of a document in minor units.</summary>
    public long[] Prices { get; }

    /// <summary>Pieces sold lately.</summary>
    public long[] Sales { get; }

    /// <summary>0 for a service, 1 for a part of a system, 2 for goods.</summary>
    public byte[] Kinds { get; }

    /// <summary>Where a document stands in the order of categories and part numbers, within its segment.</summary>
    public int[] Places { get; }

    public int Count => Start.Length - 1;

    public static Columns Of(AtomicReader reader) => Known.GetValue(reader.CoreCacheKey, _ => new Columns(reader));

    /// <summary>The facts of a group; an empty range when no document has one.</summary>
    public (int From, int To) Group(string code) => groups.GetValueOrDefault(code);

    /// <summary>A set of documents, made once for each stamp: a bit for each document.</summary>
    public int[] Remember(string stamp, Func<int[]> make)
    {
        if (remembered.TryGetValue(stamp, out var known))
            return known;
        if (remembered.Count >= MaxRemembered)
            remembered.Clear();
        return remembered[stamp] = make();
    }

    /// <summary>Where each document stands in an order that the index keeps.</summary>
    public static int[] Ordinals(AtomicReader reader, string field)
    {
        var ordinals = new int[reader.MaxDoc];
        if (reader.GetSortedDocValues(field) is { } values)
            for (var doc = 0; doc < ordinals.Length; doc++)
                ordinals[doc] = values.GetOrd(doc);
        return ordinals;
    }

    private (string[] Values, double[] Numbers, int[] Facts) ReadFacts(AtomicReader reader)
    {
        if (reader.GetSortedSetDocValues(Fields.Facts) is not { } sets)
            return ([], [], []);
        var (values, numbers) = (new string[sets.ValueCount], new double[sets.ValueCount]);
        var bytes = new BytesRef();
        string? group = null;
        for (var fact = 0; fact < values.Length; fact++)
        {
            sets.LookupOrd(fact, bytes);
            var text = bytes.Utf8ToString();
            var end = text.IndexOf(Separator, StringComparison.Ordinal);
            if (group is null || !text.AsSpan(0, end).SequenceEqual(group))
                groups[group = text[..end]] = (fact, fact);
            groups[group] = (groups[group].From, fact + 1);
            values[fact] = text[(end + 1)..];
            numbers[fact] = double.TryParse(values[fact], NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;
        }
        var facts = new List<int>(reader.MaxDoc * 12);
        for (var doc = 0; doc < reader.MaxDoc; doc++)
        {
            sets.SetDocument(doc);
            for (var fact = sets.NextOrd(); fact != SortedSetDocValues.NO_MORE_ORDS; fact = sets.NextOrd())
                facts.Add((int)fact);
            Start[doc + 1] = facts.Count;
        }
        return (values, numbers, [.. facts]);
    }

    private byte[] ReadKinds()
    {
        var (from, to) = Group(Fields.Category);
        var byFact = Enumerable.Range(from, to - from).Select(f => Values[f].Split('.')[0] switch { "service" => (byte)0, "system" => (byte)1, _ => (byte)2 }).ToArray();
        var kinds = new byte[Count];
        for (var doc = 0; doc < kinds.Length; doc++)
            for (var i = Start[doc]; i < Start[doc + 1]; i++)
                if (Facts[i] >= from && Facts[i] < to)
                    kinds[doc] = byFact[Facts[i] - from];
        return kinds;
    }

    private static long[] Longs(AtomicReader reader, string field)
    {
        var longs = new long[reader.MaxDoc];
        if (reader.GetNumericDocValues(field) is { } values)
            for (var doc = 0; doc < longs.Length; doc++)
                longs[doc] = values.Get(doc);
        return longs;
    }
}
