using System.Globalization;
using Hecai.Pricing;

namespace Hecai.Web.Portals.Shared.Agreements;

/// <summary>One row of the form as it was posted or as it stands: a product with its price, or a category with its discount.</summary>
internal sealed record AgreementFormRow(string Target, string Amount, string Tiers, string Quota)
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
            rows.Add(new(At("target"), At("amount"), At("tiers"), At("quota")));
        }
        return rows;
    }

    /// <summary>The lines of the rows; unreadable fields are refused by the names that the form gave them.</summary>
    public static IReadOnlyList<AgreementLineInput> Lines(IReadOnlyList<AgreementFormRow> products, IReadOnlyList<AgreementFormRow> discounts)
    {
        var (fields, lines) = (new FieldErrors(), new List<AgreementLineInput>());
        for (var i = 0; i < products.Count; i++)
            if (products[i] is { IsEmpty: false } row)
                lines.Add(new(null, fields.Read($"products[{i}].amount", f => SheetTable.Yuan(f, row.Amount)), fields.Read($"products[{i}].tiers", f => AgreementSheet.Tiers(f, row.Tiers)) ?? [],
                    fields.Read($"products[{i}].quota", f => SheetTable.Whole(f, row.Quota)), null, null, row.Target));
        for (var i = 0; i < discounts.Count; i++)
            if (discounts[i] is { Target.Length: > 0 } or { Amount.Length: > 0 })
                lines.Add(new(null, null, [], null, discounts[i].Target == Everything ? null : discounts[i].Target, fields.Read($"discounts[{i}].amount", f => AgreementSheet.Points(f, discounts[i].Amount))));
        fields.Demand();
        return lines;
    }

    /// <summary>The name that the form gave to a field which the use case names by the position of its line.</summary>
    public static string Named(string field, IReadOnlyList<AgreementFormRow> products, IReadOnlyList<AgreementFormRow> discounts)
    {
        if (!field.StartsWith("lines[", StringComparison.Ordinal) || !int.TryParse(field[6..field.IndexOf(']', StringComparison.Ordinal)], out var line))
            return field;
        var names = products.Select((row, i) => (row, Name: $"products[{i}]")).Where(r => !r.row.IsEmpty)
            .Concat(discounts.Select((row, i) => (row, Name: $"discounts[{i}]")).Where(r => r.row is { Target.Length: > 0 } or { Amount.Length: > 0 })).Select(r => r.Name).ToList();
        var part = field[(field.IndexOf(']', StringComparison.Ordinal) + 2)..] switch { "sku" or "category" => "target", "price" or "discount" => "amount", var other => other };
        return line < names.Count ? $"{names[line]}.{part}" : field;
    }

    public static AgreementFormRow Of(AgreementLineView line, string? partNumber) => line.Price is { } price
        ? new(partNumber ?? "", price.ToPlainString(), AgreementSheet.Written(line.Tiers), line.Quota?.ToString(CultureInfo.InvariantCulture) ?? "")
        : new(line.Category ?? Everything, (line.DiscountBasisPoints!.Value / 100m).ToString("0.##", CultureInfo.InvariantCulture), "", "");
}
