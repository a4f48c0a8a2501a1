using System.Globalization;
using Hecai.Catalogue;

namespace Hecai.Web.Portals.Supplier.Products;

/// <summary>The posted fields of <see cref="ProductFields"/> as a product, all unreadable ones refused at once.</summary>
internal static class ProductForm
{
    /// <param name="form">What was posted.</param>
    /// <param name="node">The category whose attributes and services the form showed.</param>
    /// <param name="before">What the form does not show (pictures, links, figures without a definition) stays as it was.</param>
    public static ProductInput Read(IFormCollection form, CategoryNode node, ProductInput? before)
    {
        var fields = new FieldErrors();
        var old = before ?? new ProductInput();
        string? Get(string name) => form[name].ToString().Trim() is { Length: > 0 } text ? text : null;
        Text? Both(string zh, string en) => Get(zh) is { } text ? new Text(text, Get(en) ?? text) : null;
        int? Whole(string name) => fields.Read<int?>(name, f => Get(f) is not { } text ? null
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Refused.Field(f, KernelErrors.Malformed, Short(text)));
        long? Yuan(string name) => fields.Read<long?>(name, f => Get(f) is { } text ? Money.ParseStrict(text.Replace(",", "", StringComparison.Ordinal), "CNY").Minor : null);

        var attributes = (old.Attributes ?? new Dictionary<string, AttributeValue>()).Where(a => node.Attribute(a.Key) is null).ToDictionary();
        foreach (var definition in node.Attributes)
            if (Get($"attributes.{definition.Code}") is { } value)
                attributes[definition.Code] = AttributeValue.Of(value);
        var services = node.ServiceOptions.Where(code => form["service"].Contains(code))
            .Select(code => new ProductService(code, Yuan($"price.{code}") ?? 0, old.Services?.FirstOrDefault(s => s.Code == code)?.Vat)).ToList();
        var product = old with
        {
            PartNumber = Get("sku"), Model = Get("sku") is null ? old.Model : null, Category = node.Code, Brand = Both("brand", "brandEn"), Name = Both("name", "nameEn"), Description = Both("description", "descriptionEn"),
            ListPrice = Yuan("listPrice"), Currency = "CNY", Vat = Whole("vat"), Unit = Get("unit"), MinQuantity = Whole("minQuantity"), PackSize = Whole("packSize"), MakeToOrderDays = Whole("makeToOrderDays"),
            Warranty = new ProductWarranty(Whole("warranty"), old.Warranty?.CompressorMonths), Attributes = attributes, Services = services,
        };
        fields.Demand();
        return product;
    }

    private static string Short(string text) => text.Length > 40 ? text[..40] : text;
}
