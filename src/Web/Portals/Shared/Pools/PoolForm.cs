using System.Globalization;
using Hecai.Catalogue;
using static Hecai.Web.Components.Words;

namespace Hecai.Web.Portals.Shared.Pools;

/// <summary>One row of the rules as it was posted or as it stands.</summary>
internal sealed record PoolFormRow(string Way, string Category, string Brand, string Supplier, string Attribute, string Value, bool Agreed)
{
    public static readonly PoolFormRow Empty = new("in", "", "", "", "", "", false);

    public bool IsEmpty => this with { Way = "in" } == Empty;
}

/// <summary>The posted rows of a pool, and how they become rules: what people choose and write (R32, 7-12, 是) becomes codes and bounds.</summary>
internal static class PoolForm
{
    public static List<PoolFormRow> Rows(IFormCollection form)
    {
        var rows = new List<PoolFormRow>();
        for (var i = 0; i < 200 && form.ContainsKey($"rules[{i}].way"); i++)
        {
            string At(string name) => form[$"rules[{i}].{name}"].ToString().Trim();
            rows.Add(new(At("way"), At("category"), At("brand"), At("supplier"), At("attribute"), At("value"), At("agreed") == "true"));
        }
        return rows;
    }

    /// <summary>The rules of the rows that are not empty; unreadable fields are refused by the names that the form gave them.</summary>
    public static IReadOnlyList<PoolRule> Rules(IReadOnlyList<PoolFormRow> rows, CategoryTree tree)
    {
        var (fields, rules) = (new FieldErrors(), new List<PoolRule>());
        for (var i = 0; i < rows.Count; i++)
            if (rows[i] is { IsEmpty: false } row)
                rules.Add(fields.Read($"rules[{i}].value", f => Rule(f, row, tree)) ?? new());
        fields.Demand();
        return rules;
    }

    /// <summary>The name that the form gave to a field which the use case names by the position of its rule.</summary>
    public static string Named(string field, IReadOnlyList<PoolFormRow> rows)
    {
        if (!field.StartsWith("rules[", StringComparison.Ordinal) || !int.TryParse(field[6..field.IndexOf(']', StringComparison.Ordinal)], out var rule))
            return field;
        var places = rows.Select((row, i) => (row, i)).Where(r => !r.row.IsEmpty).Select(r => r.i).ToList();
        var part = field[(field.IndexOf(']', StringComparison.Ordinal) + 1)..].TrimStart('.');
        return rule < places.Count ? $"rules[{places[rule]}].{(part.Length == 0 ? "category" : part == "attribute" ? "value" : part)}" : field;
    }

    /// <summary>Part numbers, one a line or separated by commas.</summary>
    public static IReadOnlyList<string> PartNumbers(string? text) =>
        [.. (text ?? "").Split(['\n', '\r', ',', '，', ';', '；', '、', '\t', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Distinct()];

    public static PoolFormRow Of(PoolRule rule, CategoryTree tree) => new(rule.Excludes ? "out" : "in", rule.Category ?? "", rule.Brand ?? "", rule.Supplier?.Value.ToString() ?? "", rule.Attribute ?? "", Said(rule, tree), rule.Agreed);

    /// <summary>The value of a rule as people write it.</summary>
    public static string Said(PoolRule rule, CategoryTree tree)
    {
        if (rule.Attribute is null)
            return "";
        if (rule.From is not null || rule.To is not null)
            return $"{Number(rule.From)}-{Number(rule.To)}";
        var definition = Definition(rule.Attribute, rule.Category, tree);
        return string.Join('、', rule.Values.Select(v => definition?.Choice(v)?.Name.ToString() ?? v switch { "true" => L("是", "Yes"), "false" => L("否", "No"), _ => v }));
    }

    public static AttributeDefinition? Definition(string code, string? category, CategoryTree tree) =>
        (tree.Find(category) is { } node ? tree.WithDescendants(node) : tree.All).Select(n => n.Attribute(code)).FirstOrDefault(a => a is not null);

    private static PoolRule Rule(string field, PoolFormRow row, CategoryTree tree)
    {
        var rule = new PoolRule
        {
            Excludes = row.Way == "out", Category = Given(row.Category), Brand = Given(row.Brand), Supplier = Guid.TryParse(row.Supplier, out var supplier) ? new OrganizationId(supplier) : null,
            Attribute = Given(row.Attribute), Agreed = row.Agreed,
        };
        if (rule.Attribute is not { } code || Definition(code, rule.Category, tree) is not { } definition)
            return rule;
        if (definition.Type == AttributeType.Number && Bounds(row.Value) is var (from, to))
            return rule with { From = from, To = to };
        return rule with { Values = [.. row.Value.Split(['、', ',', '，', ' '], StringSplitOptions.RemoveEmptyEntries).Select(v => Value(field, definition, v))] };
    }

    private static string Value(string field, AttributeDefinition definition, string said) => definition.Type switch
    {
        AttributeType.Flag => said is "是" or "有" || said.Equals("yes", StringComparison.OrdinalIgnoreCase) || said == "true" ? "true" : "false",
        AttributeType.Choice => definition.Choices.FirstOrDefault(c => Same(c.Code, said) || Same(c.Zh, said) || Same(c.En, said))?.Code
            ?? throw Refused.Field(field, CatalogueErrors.NotChoice, PlainText.Shown(said), string.Join('、', definition.Choices.Take(12).Select(c => c.Name))),
        _ => said,
    };

    /// <summary>7-12, 7-, -12; null when it is a list of numbers.</summary>
    private static (decimal? From, decimal? To)? Bounds(string text)
    {
        var parts = text.Replace("~", "-", StringComparison.Ordinal).Replace("～", "-", StringComparison.Ordinal).Split('-');
        if (parts.Length != 2 || !Reads(parts[0], out var from) || !Reads(parts[1], out var to))
            return null;
        return (from, to);
    }

    private static bool Reads(string text, out decimal? number)
    {
        number = null;
        if (text.Trim().Length == 0)
            return true;
        if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var read))
            return false;
        number = read;
        return true;
    }

    private static bool Same(string left, string right) => string.Equals(left.Trim(), right.Trim(), StringComparison.OrdinalIgnoreCase);
    private static string? Given(string text) => text.Length == 0 ? null : text;
    private static string Number(decimal? number) => number?.ToString("0.####", CultureInfo.InvariantCulture) ?? "";
}
