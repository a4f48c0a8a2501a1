using Hecai.Pricing;

namespace Hecai.Web.Portals.Shared.Agreements;

/// <summary>One row of the form as it was posted or as it stands: a product with its price or discount, or a category and a brand with their discount.</summary>
internal sealed record AgreementFormRow(string Target, string Amount, string Tiers, string Quota, string Brand = "")
{
    public static readonly AgreementFormRow Empty = new("", "", "", "");

    public bool IsEmpty => this == Empty;
}

/// <summary>The posted rows of an agreement, and how they become lines. Rows that were left empty are no lines.</summary>
internal static class AgreementForm
{
    public const string Everything = "*";

    /// <summary>What a form has room for; longer agreements are written as a price list.</summary>
    public const int MaxRows = 200;

    /// <summary>The rows of one of the two tables, as the form named them.</summary>
    public static IReadOnlyList<AgreementFormRow> Rows(IFormCollection form, string table)
    {
        var rows = new List<AgreementFormRow>();
        for (var i = 0; i < MaxRows && form.ContainsKey($"{table}[{i}].target"); i++)
        {
            string At(string name) => form[$"{table}[{i}].{name}"].ToString().Trim();
            rows.Add(new(At("target"), At("amount"), At("tiers"), At("quota"), At("brand")));
        }
        return rows;
    }

    /// <summary>The lines of the rows; unreadable fields are refused by the names that the form gave them.</summary>
    public static IReadOnlyList<AgreementLineInput> Lines(IReadOnlyList<AgreementFormRow> products, IReadOnlyList<AgreementFormRow> discounts)
    {
        var (fields, lines) = (new FieldErrors(), new List<AgreementLineInput>());
        for (var i = 0; i < products.Count; i++)
            if (products[i] is { IsEmpty: false } row)
                lines.Add(Granted(fields, $"products[{i}]", row, AgreementSheet.IsPercent(row.Amount)) with { PartNumber = row.Target });
        for (var i = 0; i < discounts.Count; i++)
            if (discounts[i] is { IsEmpty: false } row)
                lines.Add(Granted(fields, $"discounts[{i}]", row, discount: true) with { Category = row.Target is "" or Everything ? null : row.Target, Brand = row.Brand.Length == 0 ? null : row.Brand });
        fields.Demand();
        return lines;
    }

    private static AgreementLineInput Granted(FieldErrors fields, string at, AgreementFormRow row, bool discount) => new()
    {
        Price = discount ? null : fields.Read($"{at}.amount", f => SheetTable.Yuan(f, row.Amount)),
        DiscountBasisPoints = discount ? fields.Read<int?>($"{at}.amount", f => AgreementSheet.Points(f, row.Amount)) : null,
        Tiers = fields.Read($"{at}.tiers", f => AgreementSheet.Tiers(f, row.Tiers)) ?? [],
        Quota = fields.Read($"{at}.quota", f => AgreementSheet.Quota(f, row.Quota)),
    };

    /// <summary>The name that the form gave to a field which the use case names by the position of its line.</summary>
    public static string Named(string field, IReadOnlyList<AgreementFormRow> products, IReadOnlyList<AgreementFormRow> discounts)
    {
        if (!field.StartsWith("lines[", StringComparison.Ordinal) || !int.TryParse(field[6..field.IndexOf(']', StringComparison.Ordinal)], out var line))
            return field;
        var names = products.Select((row, i) => (row, Name: $"products[{i}]")).Where(r => !r.row.IsEmpty)
            .Concat(discounts.Select((row, i) => (row, Name: $"discounts[{i}]")).Where(r => !r.row.IsEmpty)).Select(r => r.Name).ToList();
        var part = field[(field.IndexOf(']', StringComparison.Ordinal) + 2)..] switch { "sku" or "category" => "target", "price" or "discount" => "amount", var other => other };
        return line < names.Count ? $"{names[line]}.{part}" : field;
    }

    public static AgreementFormRow Of(AgreementLineView line, string? partNumber)
    {
        var (tiers, quota) = (AgreementSheet.Written(line.Tiers), AgreementSheet.Written(line.Quota, line.QuotaMeasure));
        return line.Sku is not null
            ? new(partNumber ?? "", line.Price?.ToPlainString() ?? AgreementSheet.Percent(line.DiscountBasisPoints ?? 0), tiers, quota)
            : new(line.Category ?? (line.Brand is null ? Everything : ""), AgreementSheet.Percent(line.DiscountBasisPoints ?? 0), tiers, quota, line.Brand ?? "");
    }
}
