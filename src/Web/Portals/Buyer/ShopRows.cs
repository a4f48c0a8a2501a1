using Hecai.Purchasing;
using Hecai.Web.Components;
using Microsoft.AspNetCore.Components;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Buyer;

/// <summary>The rows of the catalogue's table: product, price and why, supply, and a quantity to add.</summary>
internal static class ShopRows
{
    /// <param name="row">A product on sale.</param>
    /// <param name="assets">Where the pictures are.</param>
    /// <param name="site">Whose stock is shown; the product's page shows the same.</param>
    /// <param name="text">What was typed, for the page to say where the product has it.</param>
    public static MarkupString Of(ShopRow row, ResourceAssetCollection assets, Guid? site, string? text)
    {
        var (offer, id) = (row.Offer, row.Offer.Id.Value);
        var name = LineName.Of(Pictures.Src(assets, offer.Picture), offer.Name.ToString(), $"{offer.PartNumber}  {offer.Brand}", $"/catalogue/{id}?site={site}{Typed(text)}", row.Others == 0 ? null : L($"{offer.SupplierName}等 {row.Others + 1} 家供应商", $"{offer.SupplierName} and {row.Others} more"));
        return Markup.Of($"""
            <tr><td class="wide">{name}</td>
            <td class="num" data-l="{L("价格", "Price")}">{Price(row)}</td>
            <td class="wide">{SupplyText.Said(row.Supply, Formats.Unit(offer.Unit))}</td>
            <td><span class="hc-add">{QuantityInput.Of($"q-{id}", offer.MinQuantity, offer.MinQuantity, offer.PackSize, L($"{offer.PartNumber} 的数量", $"Quantity of {offer.PartNumber}"))}<button class="btn btn-sm" type="submit" name="add" value="{id}">{L("加入", "Add")}</button></span><label class="hc-tick"><input class="form-check-input" type="checkbox" name="p" value="{id}" form="compare" /> {L("比较", "Compare")}<span class="visually-hidden"> {offer.PartNumber}</span></label></td></tr>
            """);
    }

    private static string Typed(string? text) => string.IsNullOrWhiteSpace(text) ? "" : $"&q={Uri.EscapeDataString(text)}";

    private static MarkupString Price(ShopRow row)
    {
        var why = Why.Of(Shown.Amount(row.Price.Unit), Shown.Why(row.Price.Why));
        return row.Price.Unit == row.Price.List ? why : Markup.Of($"{why}<del class=\"sub\">{Shown.Amount(row.Price.List)}</del>");
    }
}
