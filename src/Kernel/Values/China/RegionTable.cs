using System.Globalization;
using System.Text;

namespace Hecai;

/// <summary>
/// All divisions, read once on first use, in well under a megabyte: per level the codes in ascending order, so that children are a
/// range found by halving, and all names in one text, so that searching is one pass over memory.
/// </summary>
internal sealed class RegionTable
{
    private static readonly Lazy<RegionTable> Lazy = new(() => new RegionTable());

    private readonly int[][] codes;
    private readonly int[] first = new int[4];
    private readonly int[] starts;
    private readonly string names;

    private RegionTable()
    {
        List<int>[] levels = [[], [], [], []];
        List<int> places = [];
        var text = new StringBuilder();
        foreach (var line in EmbeddedData.Lines("regions"))
        {
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var key = int.Parse(line.AsSpan(0, space), NumberStyles.None, CultureInfo.InvariantCulture);
            levels[(int)LevelOf(key)].Add(key);
            places.Add(text.Length);
            text.Append(line.AsSpan(space + 1)).Append('\n');
        }
        places.Add(text.Length);
        codes = Array.ConvertAll(levels, level => level.ToArray());
        for (var level = 1; level < codes.Length; level++)
            first[level] = first[level - 1] + codes[level - 1].Length;
        starts = [.. places];
        names = text.ToString();
    }

    public static RegionTable Shared => Lazy.Value;

    public IReadOnlyList<Region> Level(RegionLevel level) => Array.ConvertAll(codes[(int)level], key => new Region(key));

    public int Count(RegionLevel level) => codes[(int)level].Length;

    public bool Has(int key) => Array.BinarySearch(codes[(int)LevelOf(key)], key) >= 0;

    public string Name(int key)
    {
        var level = (int)LevelOf(key);
        var row = first[level] + Array.BinarySearch(codes[level], key);
        return names[starts[row]..(starts[row + 1] - 1)];
    }

    public IReadOnlyList<Region> Children(int key)
    {
        var level = LevelOf(key);
        if (level == RegionLevel.Street)
            return [];
        var (below, span) = (codes[(int)level + 1], level == RegionLevel.District ? 1_000 : 100);
        var (from, to) = (Lower(below, key * span), Lower(below, (key + 1) * span));
        return Array.ConvertAll(below[from..to], child => new Region(child));
    }

    /// <summary>Every division whose own name contains the text, provinces first, then by code.</summary>
    public IEnumerable<Region> Named(string part)
    {
        for (var at = names.IndexOf(part, StringComparison.Ordinal); at >= 0;)
        {
            var found = Array.BinarySearch(starts, at);
            var row = found >= 0 ? found : ~found - 1;
            var level = Array.FindLastIndex(first, start => start <= row);
            yield return new Region(codes[level][row - first[level]]);
            at = names.IndexOf(part, starts[row + 1], StringComparison.Ordinal);
        }
    }

    public static RegionLevel LevelOf(int key) => key switch
    {
        < 100 => RegionLevel.Province,
        < 10_000 => RegionLevel.City,
        < 1_000_000 => RegionLevel.District,
        _ => RegionLevel.Street,
    };

    public static int ParentOf(int key) => key / (LevelOf(key) == RegionLevel.Street ? 1_000 : 100);

    private static int Lower(int[] sorted, int key)
    {
        var at = Array.BinarySearch(sorted, key);
        return at >= 0 ? at : ~at;
    }
}
