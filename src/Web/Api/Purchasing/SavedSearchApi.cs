using Hecai.Catalogue;
using Hecai.Purchasing;
using Hecai.Web.Identity;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Hecai.Web.Api.Purchasing;

/// <summary>保存的搜索: what the caller looks for again and again.</summary>
internal static class SavedSearchApi
{
    /// <param name="Q">Words, as in a search.</param>
    /// <param name="Category">The code of a category of any level.</param>
    /// <param name="Brands">By their Chinese name.</param>
    /// <param name="Attributes">The code of an attribute → values of it.</param>
    /// <param name="Ranges">The code of an attribute → bounds in its unit, both included.</param>
    /// <param name="PriceFrom">List price in CNY; <paramref name="PriceTo"/> likewise.</param>
    /// <param name="Sort">Absent: by relevance.</param>
    public sealed record Terms(string? Q = null, string? Category = null, IReadOnlyList<string>? Brands = null, IReadOnlyList<Guid>? Suppliers = null, IReadOnlyDictionary<string, IReadOnlyList<string>>? Attributes = null,
        IReadOnlyDictionary<string, NumberRange>? Ranges = null, decimal? PriceFrom = null, decimal? PriceTo = null, SearchSort? Sort = null)
    {
        internal SearchRequest Request => new()
        {
            Text = Q, Category = Category, Brands = Brands ?? [], Suppliers = [.. (Suppliers ?? []).Select(s => new OrganizationId(s))], Values = Attributes ?? new Dictionary<string, IReadOnlyList<string>>(),
            Ranges = Ranges ?? new Dictionary<string, NumberRange>(), Price = SearchRequest.PriceOf(PriceFrom, PriceTo), Sort = Sort ?? SearchSort.Relevance,
        };

        internal static Terms Of(SearchRequest r) => new(r.Text, r.Category, r.Brands, [.. r.Suppliers.Select(s => s.Value)], r.Values, r.Ranges, r.Price?.From / 100, r.Price?.To / 100, r.Sort);
    }

    public sealed record Body(string Name, Terms Terms);

    public sealed record Row(SavedSearchId Id, string Name, Terms Terms, DateTimeOffset CreatedAt);

    public static void MapSavedSearches(this RouteGroupBuilder api)
    {
        api.MapGet("/saved-searches", List).Needs(PurchasingPermissions.Browse).WithSummary("The caller's saved searches, by name");
        api.MapPost("/saved-searches", Save).Needs(PurchasingPermissions.Browse).WithSummary("Keep a search under a name; one of that name is replaced");
        api.MapDelete("/saved-searches/{id:guid}", Delete).Needs(PurchasingPermissions.Browse).WithSummary("Delete a saved search");
    }

    private static async Task<IReadOnlyList<Row>> List(HttpContext http, AppDb db, SavedSearchQueries searches, CancellationToken ct) =>
        [.. (await db.Read(http.Actor(), searches.Mine, ct)).Select(s => new Row(s.Id, s.Name, Terms.Of(s.Terms), s.CreatedAt))];

    private static async Task<Created<Made>> Save(Body body, HttpContext http, SaveSearch save, CancellationToken ct) =>
        ApiConventions.Made(await save.Run(body.Name, body.Terms.Request, http.Actor(), ct), "saved-searches");

    private static async Task<NoContent> Delete(Guid id, HttpContext http, DeleteSearch delete, CancellationToken ct)
    {
        await delete.Run(new SavedSearchId(id), http.Actor(), ct);
        return TypedResults.NoContent();
    }
}
