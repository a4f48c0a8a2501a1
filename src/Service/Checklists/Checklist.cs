using System.Globalization;
using System.Text.RegularExpressions;

namespace Hecai.Service;

public enum CheckKind { YesNo, Reading, Photo, Serial, Text }

/// <summary>One thing to check, measure, photograph or write down for each unit. Limits are inclusive, in <see cref="Unit"/>.</summary>
public sealed record CheckItem(string Code, Text Name, CheckKind Kind, bool Required, string? Unit = null, decimal? Min = null, decimal? Max = null)
{
    /// <summary>True when the reading lies within the limits that there are.</summary>
    public bool Allows(decimal reading) => !(reading < Min) && !(reading > Max);

    /// <summary>"198–242 V", "≥ 2 MΩ"; null without limits.</summary>
    public string? Range => (Min, Max) switch
    {
        ({ } min, { } max) => $"{Shown(min)}–{Shown(max)} {Unit}".TrimEnd(),
        ({ } min, null) => $"≥ {Shown(min)} {Unit}".TrimEnd(),
        (null, { } max) => $"≤ {Shown(max)} {Unit}".TrimEnd(),
        _ => null,
    };

    private static string Shown(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}

/// <summary>A checklist as it stood when the work order opened; later editions do not touch it.</summary>
public sealed record Checklist(string Code, string Edition, Text Name, IReadOnlyList<CheckItem> Items)
{
    public CheckItem? Find(string code) => Items.FirstOrDefault(i => i.Code == code);
}

/// <summary>What a technician enters for one item; which member counts depends on the item's kind.</summary>
public sealed record CheckInput(bool? Yes = null, string? Reading = null, string? Text = null, string? Remark = null);

/// <summary>An entry that was judged: the value that is kept, and whether it is as it should be.</summary>
internal sealed record Judged(bool? Yes, decimal? Reading, string? Text, string? Remark, bool Within);

/// <summary>Judges entries of a checklist: pure, the same for the page, the API and the phone.</summary>
internal static partial class CheckRules
{
    /// <summary>
    /// The value to keep, or refused by field: a reading outside of its limits and a "no" need a remark, because the customer will
    /// see them on the acceptance note.
    /// </summary>
    public static Judged Judge(CheckItem item, CheckInput input, string field)
    {
        var remark = PlainText.OptionalLine(field + ".remark", input.Remark, 200);
        var judged = item.Kind switch
        {
            CheckKind.YesNo => input.Yes is { } yes ? new Judged(yes, null, null, remark, yes) : throw Refused.Field(field + ".yes", KernelErrors.Required),
            CheckKind.Reading => Read(item, input.Reading, remark, field),
            CheckKind.Serial => new Judged(null, null, PlainText.Identifier(field + ".text", input.Text, 40).ToUpperInvariant(), remark, true),
            CheckKind.Text => new Judged(null, null, PlainText.Line(field + ".text", input.Text, 200), remark, true),
            _ => throw Refused.Field(field, ServiceErrors.PhotoByUpload),
        };
        return judged.Within || remark is not null ? judged : throw Refused.Field(field + ".remark", ServiceErrors.RemarkRequired);
    }

    private static Judged Read(CheckItem item, string? text, string? remark, string field)
    {
        var written = (text ?? "").Trim();
        if (!Number().IsMatch(written))
            throw Refused.Field(field + ".reading", ServiceErrors.ReadingRequired);
        var reading = decimal.Parse(written, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);
        return new Judged(null, reading, null, remark, item.Allows(reading));
    }

    [GeneratedRegex(@"\A-?[0-9]{1,9}(\.[0-9]{1,4})?\z", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
