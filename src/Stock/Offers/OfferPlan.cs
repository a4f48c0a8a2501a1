using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Hecai.Catalogue;

namespace Hecai.Stock;

/// <summary>What the rows of a sheet come to, beside what is there now.</summary>
internal sealed class OfferPlan(Dictionary<(SkuId, WarehouseId), CountedGoods> stock)
{
    private readonly Dictionary<ListingId, long> lines = [];
    private readonly HashSet<long> changed = [];
    private readonly List<string> offSale = [];
    private int rows;

    public List<OfferChange> Changes { get; } = [];
    public List<OfferFault> Faults { get; } = [];

    /// <summary>Which terms change, with the row that says so.</summary>
    public List<(OfferRow Row, TermsChange Change)> TermsOf { get; } = [];

    /// <summary>The same as the catalogue has checked them.</summary>
    public IReadOnlyList<CheckedTerms> Terms { get; private set; } = [];

    /// <summary>When which listings are sold, with the row that says so.</summary>
    public List<(OfferRow Row, WindowChange Change)> WindowsOf { get; } = [];

    /// <summary>How many pieces there are; without an item where none ever were.</summary>
    public List<(WarehouseId Warehouse, SkuId Sku, CountedGoods? Item, long After)> Counts { get; } = [];

    public void Add(OfferRow row, IReadOnlyList<OwnListing> named)
    {
        rows++;
        Refuse(row, row.Faults);
        if (row.PartNumber.Length == 0)
            return;
        if (named is not [var listing])
            Refuse(row, "sku", OfferErrors.ProductUnknown, row.PartNumber);
        else if (!lines.TryAdd(listing.Id, row.Line))
            Refuse(row, "sku", CatalogueErrors.ImportRepeated, row.PartNumber, lines[listing.Id]);
        else
        {
            var said = new Dictionary<OfferColumn, long>();
            foreach (var (column, value) in row.Values)
                if (Differs(row, listing, column, value))
                    said.Add(column, value);
            if (said.Keys.Any(c => c.Warehouse is null && !c.IsMoment))
                TermsOf.Add((row, new TermsChange(listing.Id, said.TryGetValue(OfferColumn.Price, out var price) ? new Money(price, "CNY") : null, Of(OfferColumn.MinQuantity), Of(OfferColumn.PackSize), Of(OfferColumn.Days))));
            if (said.Keys.Any(c => c.IsMoment))
                WindowsOf.Add((row, new WindowChange(listing.Id, new(At(OfferColumn.From, listing.Window.From), At(OfferColumn.Until, listing.Window.Until)))));
            DateTimeOffset? At(OfferColumn column, DateTimeOffset? now) => said.TryGetValue(column, out var value) ? OfferColumn.Moment(value) : now;
            int? Of(OfferColumn column) => said.TryGetValue(column, out var value) ? (int)value : null;
        }
    }

    /// <summary>What the catalogue says to the terms.</summary>
    public void Take(IReadOnlyList<CheckedTerms> terms)
    {
        Terms = terms;
        foreach (var ((row, _), change) in TermsOf.Zip(terms))
        {
            Refuse(row, change.Faults);
            if (change is { Then: ListingState.InReview, Faults.Count: 0 })
                offSale.Add(row.PartNumber);
        }
    }

    /// <summary>What the catalogue says to the times of sale.</summary>
    public void Take(IReadOnlyList<IReadOnlyList<FieldError>> windows)
    {
        foreach (var ((row, _), faults) in WindowsOf.Zip(windows))
            Refuse(row, faults);
    }

    /// <summary>What is done or would be done: of a row at fault its faults alone.</summary>
    public OfferImport Shown(bool written)
    {
        var wrong = Faults.Select(f => f.Line).ToHashSet();
        return new(written, Basis(), rows - wrong.Count - changed.Count(l => !wrong.Contains(l)), [.. Changes.Where(c => !wrong.Contains(c.Line))], [.. Faults.OrderBy(f => f.Line)], offSale);
    }

    // True where the row asks for another value than there is, and nobody else has changed it since it was downloaded.
    private bool Differs(OfferRow row, OwnListing listing, OfferColumn column, long value)
    {
        var now = OfferQueries.Now(listing, column, stock);
        var known = row.Downloaded.TryGetValue(column.Field, out var before);
        if (value == now || (known && value == before))
            return false;
        if (known && before != now)
        {
            Refuse(row, column.Field, KernelErrors.Changed);
            return false;
        }
        if (column.Warehouse is { } warehouse)
        {
            var item = stock.GetValueOrDefault((listing.Sku, warehouse));
            if (item?.Held > value)
                Refuse(row, column.Field, StockErrors.BelowHeld, item.Held);
            Counts.Add((warehouse, listing.Sku, item, value));
        }
        changed.Add(row.Line);
        Changes.Add(new(row.Line, listing.PartNumber, column, now, value, column == OfferColumn.Price && now is { } price && Math.Abs(value - price) * 100m > price * (decimal)ImportOffers.LargePercent));
        return true;
    }

    private void Refuse(OfferRow row, string field, Error error, params object?[] args) => Faults.Add(new(row.Line, row.PartNumber, new FieldError(field, error, args)));

    private void Refuse(OfferRow row, IEnumerable<FieldError> faults) => Faults.AddRange(faults.Select(f => new OfferFault(row.Line, row.PartNumber, f)));

    private long Basis()
    {
        var text = string.Join('\n', Changes.Select(c => string.Create(CultureInfo.InvariantCulture, $"{c.PartNumber} {c.Column.Field} {c.Before} {c.After}")).Concat(offSale));
        return BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text))) & long.MaxValue;
    }
}
