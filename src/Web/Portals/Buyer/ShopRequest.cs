using System.Globalization;
using Hecai.Catalogue;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Hecai.Web.Portals.Buyer;

/// <summary>The address of a search, as a form with GET writes it: <c>q, category, brand, price, sort, site</c>, and attributes by their codes.</summary>
internal static class ShopRequest
{
    private static readonly HashSet<string> Own = ["q", "category", "brand", "supplier", "priceFrom", "priceTo", "sort", "from", "site", "after"];

    public static SearchRequest Of(IQueryCollection query, string? text, SearchSort sort, int offset, int limit)
    {
        var values = new Dictionary<string, IReadOnlyList<string>>();
        var ranges = new Dictionary<string, NumberRange>();
        foreach (var (key, value) in query.Where(p => !Own.Contains(p.Key)))
            if (Bound(key) is { } name)
                ranges[name] = new(Number(query[name + "From"]), Number(query[name + "To"]));
            else
                values[key] = [.. value.OfType<string>().Where(v => v.Length > 0)];
        return new SearchRequest
        {
            Text = text, Category = query["category"].FirstOrDefault(c => c is { Length: > 0 }), Brands = [.. query["brand"].OfType<string>().Where(b => b.Length > 0)],
            Suppliers = [.. query["supplier"].Select(s => Guid.TryParse(s, out var id) ? new OrganizationId(id) : (OrganizationId?)null).OfType<OrganizationId>()],
            Values = values, Ranges = ranges.Where(r => r.Value is not (null, null)).ToDictionary(),
            Price = SearchRequest.PriceOf(Number(query["priceFrom"]), Number(query["priceTo"])),
            Sort = sort, Offset = offset, Limit = limit,
        };
    }

    /// <summary>The address of the page that shows a search.</summary>
    public static string Address(SearchRequest request, string page = "/catalogue")
    {
        var query = new List<KeyValuePair<string, string?>>();
        void Say(string name, string? value) => query.AddRange(value is { Length: > 0 } ? [new(name, value)] : []);
        Say("q", request.Text);
        Say("category", request.Category);
        foreach (var brand in request.Brands)
            Say("brand", brand);
        foreach (var supplier in request.Suppliers)
            Say("supplier", supplier.Value.ToString());
        foreach (var (name, values) in request.Values)
            foreach (var value in values)
                Say(name, value);
        foreach (var (name, range) in request.Ranges)
        {
            Say(name + "From", Written(range.From));
            Say(name + "To", Written(range.To));
        }
        Say("priceFrom", Written(request.Price?.From / 100));
        Say("priceTo", Written(request.Price?.To / 100));
        Say("sort", request.Sort == SearchSort.Relevance ? null : request.Sort.ToString());
        return QueryHelpers.AddQueryString(page, query);
    }

    /// <summary>The same search without one chosen value.</summary>
    public static string Without(HttpRequest request, string facet, string value) => QueryHelpers.AddQueryString(request.Path,
        request.Query.SelectMany(p => p.Value.Where(v => !(p.Key == facet && v == value) && p.Key != "from").Select(v => KeyValuePair.Create(p.Key, (string?)v))));

    private static string? Bound(string key) => key.EndsWith("From", StringComparison.Ordinal) ? key[..^4] : key.EndsWith("To", StringComparison.Ordinal) ? key[..^2] : null;

    private static string? Written(decimal? number) => number?.ToString("0.######", CultureInfo.InvariantCulture);

    private static decimal? Number(StringValues text) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : null;
}
