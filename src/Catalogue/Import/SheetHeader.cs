using System.Globalization;

namespace Hecai.Catalogue;

/// <summary>The header of a CSV or XLSX sheet: which column is which field of a product; every other column is an attribute under its own name.</summary>
internal sealed class SheetHeader
{
    public const int MaxColumns = 200;

    // Our own names, and what people in the trade write over such columns.
    private static readonly Dictionary<string, string> Fields = new(StringComparer.OrdinalIgnoreCase)
    {
        ["sku"] = "sku", ["part number"] = "sku", ["partNumber"] = "sku", ["型号"] = "sku", ["商品编码"] = "sku", ["物料号"] = "sku",
        ["model"] = "model", ["系列"] = "model", ["brand"] = "brand", ["品牌"] = "brand", ["brand en"] = "brandEn", ["brandEn"] = "brandEn", ["品牌（英文）"] = "brandEn",
        ["category"] = "category", ["类目"] = "category", ["分类"] = "category", ["品类"] = "category",
        ["name"] = "name", ["名称"] = "name", ["商品名称"] = "name", ["nameEn"] = "nameEn", ["name en"] = "nameEn", ["英文名称"] = "nameEn",
        ["description"] = "description", ["描述"] = "description", ["说明"] = "description", ["descriptionEn"] = "descriptionEn", ["英文描述"] = "descriptionEn",
        ["listPrice"] = "listPrice", ["list price"] = "listPrice", ["price"] = "listPrice", ["目录价"] = "listPrice", ["含税价"] = "listPrice", ["价格"] = "listPrice",
        ["currency"] = "currency", ["币种"] = "currency", ["vat"] = "vat", ["税率"] = "vat", ["unit"] = "unit", ["单位"] = "unit",
        ["minQuantity"] = "minQuantity", ["起订量"] = "minQuantity", ["packSize"] = "packSize", ["包装数"] = "packSize", ["makeToOrderDays"] = "makeToOrderDays", ["排产天数"] = "makeToOrderDays",
        ["warrantyMonths"] = "warrantyMonths", ["质保月数"] = "warrantyMonths", ["source"] = "source", ["来源"] = "source", ["licence"] = "licence", ["license"] = "licence", ["许可"] = "licence",
        ["required"] = "required", ["必需配件"] = "required", ["accessories"] = "accessories", ["选配件"] = "accessories", ["consumables"] = "consumables", ["耗材"] = "consumables",
        ["equivalents"] = "equivalents", ["同类型号"] = "equivalents", ["successor"] = "successor", ["替代型号"] = "successor",
    };

    private static readonly Dictionary<string, RelationKind> Relations = new()
    {
        ["required"] = RelationKind.Required, ["accessories"] = RelationKind.Accessory, ["consumables"] = RelationKind.Consumable, ["equivalents"] = RelationKind.Equivalent, ["successor"] = RelationKind.Successor,
    };

    private readonly string[] names;

    public SheetHeader(IReadOnlyList<string> header)
    {
        if (header.Count > MaxColumns)
            throw Refused.With(SheetErrors.Limit, $"{MaxColumns}");
        names = [.. header.Select(h => h.Trim()).Select(h => Fields.GetValueOrDefault(h, h.StartsWith("attr:", StringComparison.OrdinalIgnoreCase) ? "@" + h[5..] : "@" + h))];
        if (header.Where((h, i) => h.Trim().Length == 0 || Array.IndexOf(names, names[i]) < i).FirstOrDefault() is { } wrong)
            throw Refused.With(SheetErrors.Header, wrong.Length > 40 ? wrong[..40] : wrong);
        foreach (var required in new[] { "brand", "category", "name" })
            if (!names.Contains(required))
                throw Refused.With(SheetErrors.Missing, required);
        if (!names.Contains("sku") && !names.Contains("model"))
            throw Refused.With(SheetErrors.Missing, "sku");
    }

    /// <summary>The products of a CSV file, whose rows must have as many columns as its header.</summary>
    public static IEnumerable<FileRow> Products(IEnumerable<SheetRow> rows)
    {
        SheetHeader? header = null;
        foreach (var row in rows)
            if (header is null)
                header = new SheetHeader(row.Refusal is null ? row.Cells : throw row.Refusal);
            else if (row.Refusal is null && row.Cells.Count != header.names.Length)
                yield return new FileRow(row.Line, null, Refused.With(SheetErrors.Columns, row.Line, row.Cells.Count, header.names.Length));
            else
                yield return header.Row(row);
        if (header is null)
            throw Refused.With(SheetErrors.Header, "");
    }

    /// <summary>The products of an XLSX file, which leaves out empty cells at the ends of its rows.</summary>
    public static async IAsyncEnumerable<FileRow> Products(IAsyncEnumerable<SheetRow> rows)
    {
        SheetHeader? header = null;
        await foreach (var row in rows)
            if (header is null)
                header = new SheetHeader([.. row.Cells.AsEnumerable().Reverse().SkipWhile(c => c.Length == 0).Reverse()]);
            else if (row.Cells.Any(c => c.Length > 0))
                yield return header.Row(row);
        if (header is null)
            throw Refused.With(SheetErrors.Header, "");
    }

    private FileRow Row(SheetRow row)
    {
        var (line, cells, refusal, _) = row;
        if (refusal is not null)
            return new FileRow(line, null, refusal);
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var attributes = new Dictionary<string, AttributeValue>(StringComparer.Ordinal);
        for (var i = 0; i < names.Length && i < cells.Count; i++)
            if (cells[i].Trim() is { Length: > 0 } cell)
                if (names[i][0] == '@')
                    attributes[names[i][1..]] = AttributeValue.Of(cell);
                else
                    values[names[i]] = cell;
        try
        {
            return new FileRow(line, Product(values, attributes) with { Links = Links(values) });
        }
        catch (Refused refused)
        {
            return new FileRow(line, null, refused);
        }
    }

    /// <summary>What a row goes with; null where the sheet has no column for it, so that what is known stays.</summary>
    private IReadOnlyList<SkuLink>? Links(Dictionary<string, string> values) => !names.Any(Relations.ContainsKey) ? null
        : [.. names.Where(Relations.ContainsKey).SelectMany(name => values.TryGetValue(name, out var cell) ? LinkCell.Read(name, Relations[name], cell) : [])];

    private static ProductInput Product(Dictionary<string, string> values, Dictionary<string, AttributeValue> attributes)
    {
        var fields = new FieldErrors();
        string? Get(string name) => values.GetValueOrDefault(name);
        Text? Both(string zh, string en) => Get(zh) is { } text ? new Text(text, Get(en) ?? text) : null;
        int? Whole(string name) => fields.Read<int?>(name, f => Get(name) is not { } text ? null
            : int.TryParse(text.TrimEnd('%'), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : throw Refused.Field(f, KernelErrors.Malformed, text.Length > 40 ? text[..40] : text));
        var currency = Get("currency")?.ToUpperInvariant() ?? "CNY";
        var price = fields.Read<long?>("listPrice", f => Get("listPrice") is { } text ? Price(f, text, currency) : null);
        var product = new ProductInput
        {
            PartNumber = Get("sku"), Model = Get("model"), Brand = Both("brand", "brandEn"), Category = Get("category"), Name = Both("name", "nameEn"), Description = Both("description", "descriptionEn"),
            Attributes = attributes, ListPrice = price, Currency = currency, Vat = Whole("vat"), Unit = Get("unit"), MinQuantity = Whole("minQuantity"), PackSize = Whole("packSize"),
            MakeToOrderDays = Whole("makeToOrderDays"), Warranty = Whole("warrantyMonths") is { } months ? new ProductWarranty(months, null) : null, Source = Get("source"), Licence = Get("licence"),
        };
        fields.Demand();
        return product;
    }

    /// <summary>An amount in major units, as sheets have it: "8,990.00", "¥8990".</summary>
    private static long Price(string field, string text, string currency)
    {
        var number = text.TrimStart('¥', '￥').Trim();
        if (number.Length > 24 || !decimal.TryParse(number, NumberStyles.AllowDecimalPoint | NumberStyles.AllowThousands | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var amount))
            throw Refused.Field(field, KernelErrors.Malformed, text.Length > 40 ? text[..40] : text);
        // 8,99 could be 8.99 or 899: only whole groups of three are read.
        if (number.Contains(',', StringComparison.Ordinal) && number.Split('.')[0].Split(',').Skip(1).Any(group => group.Length != 3))
            throw Refused.Field(field, KernelErrors.Malformed, text);
        return Money.Of(amount, currency).Minor;
    }
}
