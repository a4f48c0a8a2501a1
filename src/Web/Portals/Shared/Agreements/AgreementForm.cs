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

    /// <summary>The rows of one of the two tables, as the form named them.</summary>
    public static IReadOnlyList<AgreementFormRow> Rows(IFormCollection form, string table)
    {
        var rows = new List<AgreementFormRow>();
        for (var i = 0; i < AgreementReader.MaxLines && form.ContainsKey($"{table}[{i}].target"); i++)
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
                lines.Add(new(null, row.Amount.Length == 0 ? null : fields.Read<Money?>($"products[{i}].amount", _ => Yuan(row.Amount)), fields.Read($"products[{i}].tiers", f => Tiers(f, row.Tiers)) ?? [],
                    row.Quota.Length == 0 ? null : fields.Read<long?>($"products[{i}].quota", f => long.TryParse(row.Quota, NumberStyles.None, CultureInfo.InvariantCulture, out var quota) ? quota : throw Refused.Field(f, KernelErrors.Malformed, row.Quota.Length > 40 ? row.Quota[..40] : row.Quota)),
                    null, null, row.Target));
        for (var i = 0; i < discounts.Count; i++)
            if (discounts[i] is { Target.Length: > 0 } or { Amount.Length: > 0 })
                lines.Add(new(null, null, [], null, discounts[i].Target == Everything ? null : discounts[i].Target, fields.Read($"discounts[{i}].amount", f => Points(f, discounts[i].Amount))));
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
        ? new(partNumber ?? "", price.ToPlainString(), string.Join(' ', line.Tiers.Select(t => $"{t.MinQuantity}:{t.Price.ToPlainString()}")), line.Quota?.ToString(CultureInfo.InvariantCulture) ?? "")
        : new(line.Category ?? Everything, (line.DiscountBasisPoints!.Value / 100m).ToString("0.##", CultureInfo.InvariantCulture), "", "");

    private static Money Yuan(string text) => Money.ParseStrict(text.Replace(",", "", StringComparison.Ordinal), "CNY");

    private static int Points(string field, string text) =>
        decimal.TryParse(text.TrimEnd('%', '％'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) && percent < 100 && decimal.IsInteger(percent * 100)
            ? (int)(percent * 100) : throw Refused.Field(field, PricingErrors.Discount);

    private static List<(int, Money)> Tiers(string field, string text)
    {
        var tiers = new List<(int, Money)>();
        foreach (var tier in text.Split([' ', '　', ';', '；', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = tier.Split(':', '：');
            if (parts.Length != 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var quantity))
                throw Refused.Field(field, PricingErrors.TierText);
            tiers.Add((quantity, Yuan(parts[1])));
        }
        return tiers;
    }
}
