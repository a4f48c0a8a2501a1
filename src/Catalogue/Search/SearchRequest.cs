namespace Hecai.Catalogue;

public enum SearchSort { Relevance, PriceUp, PriceDown, LeadTime, Sales, Name }

/// <summary>What is looked for. Everything is optional: an empty request is the whole range.</summary>
public sealed record SearchRequest
{
    public const int MaxText = 512;
    public const int MaxTerms = 20;

    /// <summary>How far one can page; who wants more narrows the search.</summary>
    public const int MaxWindow = 5_000;
    public const int MaxLimit = 200;

    /// <summary>In yuan: what nothing costs.</summary>
    public const long MaxPrice = 10_000_000_000;

    public string? Text { get; init; }

    /// <summary>A category of any level.</summary>
    public string? Category { get; init; }

    /// <summary>Brands by their Chinese name, the code of the facet's values.</summary>
    public IReadOnlyList<string> Brands { get; init; } = [];

    /// <summary>Attribute code → values, as the facets give them: a choice's code, true, or a number.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Values { get; init; } = new Dictionary<string, IReadOnlyList<string>>();

    /// <summary>Attribute code → bounds in the attribute's unit, both included.</summary>
    public IReadOnlyDictionary<string, NumberRange> Ranges { get; init; } = new Dictionary<string, NumberRange>();

    /// <summary>List price in minor units, both included.</summary>
    public NumberRange? Price { get; init; }

    /// <summary>Suppliers that have it on sale.</summary>
    public IReadOnlyList<OrganizationId> Suppliers { get; init; } = [];

    /// <summary>True when anything beside the text narrows the search.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsFiltered => Category is { Length: > 0 } || Brands.Count > 0 || Suppliers.Count > 0 || Values.Count > 0 || Ranges.Count > 0 || Price is not null;
    public SearchSort Sort { get; init; }
    public int Offset { get; init; }
    public int Limit { get; init; } = 40;

    /// <summary>Bounds of the list price as people write them, in yuan; the index keeps fen.</summary>
    public static NumberRange? PriceOf(decimal? from, decimal? to)
    {
        static decimal? Fen(decimal? yuan, string field) => yuan is < 0 or > MaxPrice ? throw Refused.Field(field, KernelErrors.OutOfRange, 0, MaxPrice) : yuan * 100;
        return (from ?? to) is null ? null : new(Fen(from, "priceFrom"), Fen(to, "priceTo"));
    }

    /// <summary>Refuses with <c>search.too_long</c>, <c>search.page</c> or <c>input.required</c> what nobody may ask.</summary>
    public void Demand()
    {
        foreach (var (code, _) in Values.Where(v => v.Value is null || v.Value.Any(value => value is null)))
            throw Refused.Field($"attributes.{code}", KernelErrors.Required);
        foreach (var (code, _) in Ranges.Where(r => r.Value is null))
            throw Refused.Field($"ranges.{code}", KernelErrors.Required);
        if (Text?.Length > MaxText)
            throw Refused.Field("text", CatalogueErrors.SearchTooLong, MaxText);
        if (Offset < 0 || Limit is < 1 or > MaxLimit || Offset > MaxWindow - Limit)
            throw Refused.Field("after", CatalogueErrors.SearchPage, MaxWindow);
    }
}

public sealed record NumberRange(decimal? From, decimal? To);

/// <summary>One value of a facet. Its count ignores what is selected in its own group.</summary>
/// <param name="Parent">For categories: the code above.</param>
public sealed record FacetValue(string Code, Text Name, int Count, bool Selected, string? Parent = null);

/// <summary>One filter of the search page: <c>category</c>, <c>brand</c>, or an attribute's code.</summary>
/// <param name="Min">For numbers: the least value among the hits, and <paramref name="Max"/> the greatest.</param>
public sealed record Facet(string Code, Text Name, AttributeType Type, string? Unit, IReadOnlyList<FacetValue> Values, decimal? Min = null, decimal? Max = null, NumberRange? Range = null);

/// <summary>The hits of one page, in order, with the total and the facets.</summary>
/// <param name="Hits">Products.</param>
/// <param name="Total">How many there are in all.</param>
/// <param name="Facets">What the search can be narrowed by.</param>
/// <param name="Loose">True when nothing had all of the words as they were typed, and what comes close is shown instead.</param>
/// <param name="Unfiltered">Where the filters leave nothing: how many there are without them.</param>
public sealed record SearchResult(IReadOnlyList<SkuId> Hits, int Total, IReadOnlyList<Facet> Facets, bool Loose = false, int Unfiltered = 0);

/// <summary>A completion while typing: what to search for, and as what it was found (category, brand, part).</summary>
public sealed record Suggestion(string Text, string Kind, string? Category = null);
