using Microsoft.EntityFrameworkCore;

namespace Hecai.Catalogue;

/// <summary>A listing in the lists of its supplier and of the operator.</summary>
public sealed record ListingRow(ListingId Id, string PartNumber, Text Name, Text Brand, string Category, OrganizationId Supplier, string SupplierName, Money? ListPrice, VatRate Vat,
    ListingState State, string? Reason, DateTimeOffset? SubmittedAt, DateTimeOffset ChangedAt, ListingFill Fill, string Picture, SaleWindow Window);

/// <summary>How many of the attributes that its category asks for a product has.</summary>
public sealed record ListingFill(int Given, int Asked)
{
    public int Percent => Asked == 0 ? 100 : Given * 100 / Asked;
}

/// <summary>What the lists are filtered by; a null means all.</summary>
/// <param name="Scheduled">Only those whose sale begins or ends by itself from now on.</param>
public sealed record ListingFilter(ListingState? State = null, string? Text = null, string? Category = null, OrganizationId? Supplier = null, bool Scheduled = false);

/// <summary>One page of rows and the cursor of the next, how many there are in all, and how many in each state whatever the state filter.</summary>
public sealed record ListingPage(IReadOnlyList<ListingRow> Rows, string? Next, int Total, IReadOnlyDictionary<ListingState, int> Counts);

/// <summary>The working lists: a supplier sees its own listings, the operator everyone's.</summary>
public sealed class ListingQueries(Categories categories)
{
    public const int MaxPage = 200;

    /// <summary>The states as users see them, for filters.</summary>
    public static IReadOnlyList<FlowState> States => Listing.Lifecycle.States;

    public static FlowState StateOf(ListingState state) => Listing.Lifecycle[state];

    /// <summary>How many listings of the actor's wait for review, and since when the first does.</summary>
    public async Task<(int Count, DateTimeOffset? Oldest)> Waiting(Reading read)
    {
        read.Actor.Demand(CataloguePermissions.View);
        var waiting = Filtered(read, new ListingFilter(ListingState.InReview)).Where(x => x.Listing.State == ListingState.InReview);
        return (await waiting.CountAsync(read.Cancel), await waiting.OrderBy(x => x.Listing.SubmittedAt).Select(x => x.Listing.SubmittedAt).FirstOrDefaultAsync(read.Cancel));
    }

    /// <summary>How many listings of the actor's are on sale in each top category, the most first.</summary>
    public async Task<IReadOnlyList<(Text Category, int Count)>> OnSale(Reading read)
    {
        read.Actor.Demand(CataloguePermissions.View);
        var now = read.Now;
        var counts = await Filtered(read, new ListingFilter()).Where(x => x.Listing.State == ListingState.Listed && (x.Listing.SaleFrom == null || x.Listing.SaleFrom <= now) && (x.Listing.SaleUntil == null || x.Listing.SaleUntil > now)).GroupBy(x => x.Sku.Category).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(read.Cancel);
        var tree = await categories.Tree(read);
        return [.. counts.GroupBy(c => c.Key.Split('.')[0]).Select(g => (tree.Find(g.Key)?.Name ?? new Text(g.Key, g.Key), g.Sum(c => c.Count))).OrderByDescending(c => c.Item2)];
    }

    /// <summary>Rows with the newest change first.</summary>
    public Task<ListingPage> Rows(Reading read, ListingFilter filter, string? after = null, int size = 50) => Page(read, filter, after, size, queue: false);

    /// <summary>What waits for the operator's review, the longest waiting first.</summary>
    public Task<ListingPage> ReviewQueue(Reading read, string? after = null, int size = 50)
    {
        read.Actor.Demand(CataloguePermissions.Review);
        return Page(read, new ListingFilter(ListingState.InReview), after, size, queue: true);
    }

    private async Task<ListingPage> Page(Reading read, ListingFilter filter, string? after, int size, bool queue)
    {
        read.Actor.Demand(CataloguePermissions.View);
        var all = Filtered(read, filter);
        var counts = await all.GroupBy(x => x.Listing.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, read.Cancel);
        var shown = filter.State is { } state ? all.Where(x => x.Listing.State == state) : all;
        shown = queue ? shown.OldestFirst(x => x.Listing.SubmittedAt!.Value, x => x.Listing.Id, after) : shown.NewestFirst(x => x.Listing.ChangedAt, x => x.Listing.Id, after);
        var rows = await shown.Select(x => new
        {
            x.Listing.Id, x.Sku.PartNumber, x.Sku.NameZh, x.Sku.NameEn, x.Sku.BrandZh, x.Sku.BrandEn, x.Sku.Category, x.Listing.SupplierId, x.Listing.SupplierName, x.Listing.ListPriceMinor,
            x.Listing.Currency, x.Listing.Vat, x.Listing.State, x.Listing.Reason, x.Listing.SubmittedAt, x.Listing.ChangedAt, x.Sku.Attributes, x.Listing.SaleFrom, x.Listing.SaleUntil,
        }).Page(Math.Clamp(size, 1, MaxPage), x => Cursor.Of(queue ? x.SubmittedAt!.Value : x.ChangedAt, x.Id), read.Cancel);
        var tree = await categories.Tree(read);
        return new ListingPage([.. rows.Items.Select(r => new ListingRow(r.Id, r.PartNumber, (r.NameZh, r.NameEn), (r.BrandZh, r.BrandEn), r.Category, r.SupplierId, r.SupplierName,
            r.ListPriceMinor is { } minor ? new Money(minor, r.Currency) : null, r.Vat, r.State, r.Reason, r.SubmittedAt, r.ChangedAt,
            Fill(tree.Find(r.Category), r.Attributes), tree.Find(r.Category)?.Picture ?? "product", SaleWindow.Of(r.SaleFrom, r.SaleUntil)))], rows.Next,
            filter.State is { } s ? counts.GetValueOrDefault(s) : counts.Values.Sum(), counts);
    }

    internal static ListingFill Fill(CategoryNode? node, IReadOnlyDictionary<string, AttributeValue> given) =>
        node is null ? new(0, 0) : new(node.Attributes.Count(a => given.ContainsKey(a.Code)), node.Attributes.Count);

    private static IQueryable<ListedSku> Filtered(Reading read, ListingFilter filter)
    {
        var rows = CatalogueQueries.Visible(read);
        if (!read.Actor.IsOperator && !read.Actor.IsSystem)
        {
            var own = read.Actor.Organization;
            rows = rows.Where(x => x.Listing.SupplierId == own);
        }
        if (filter.Supplier is { } supplier)
            rows = rows.Where(x => x.Listing.SupplierId == supplier);
        if (filter.Category is { } category)
            rows = rows.Where(x => x.Sku.Category == category || x.Sku.Category.StartsWith(category + "."));
        if (filter.Scheduled)
        {
            var now = read.Now;
            rows = rows.Where(x => x.Listing.State != ListingState.Retired && (x.Listing.SaleFrom > now || x.Listing.SaleUntil > now));
        }
        if (PlainText.OptionalLine("text", filter.Text, 100) is { } text)
            rows = rows.Where(x => x.Sku.Key.Contains(text.ToUpperInvariant()) || x.Sku.PartNumber.Contains(text) || x.Sku.NameZh.Contains(text) || x.Sku.NameEn.Contains(text));
        return rows;
    }
}
