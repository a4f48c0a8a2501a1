namespace Hecai.Catalogue;

/// <summary>Why a product is among the hits of a search.</summary>
public sealed class MatchQueries(Categories categories)
{
    /// <summary>Each word of the text and where the product has it; nothing where nothing was typed or nobody sells the product. The caller has seen to it that the actor may see it.</summary>
    public async Task<IReadOnlyList<WordMatch>> Of(Reading read, SkuId sku, string? text)
    {
        if (text?.Length > SearchRequest.MaxText)
            throw Refused.Field("q", CatalogueErrors.SearchTooLong, SearchRequest.MaxText);
        return !string.IsNullOrWhiteSpace(text) && (await SearchEntries.Of(read, [sku])).TryGetValue(sku, out var entry) ? MatchExplanation.Of(text, entry, await categories.Tree(read)) : [];
    }
}
