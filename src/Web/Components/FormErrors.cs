namespace Hecai.Web.Components;

/// <summary>The refusal of a form, cascaded to its fields so that each shows its own.</summary>
public sealed record FormErrors(Refused? Refused)
{
    /// <summary>Why this field was refused; null when it was not.</summary>
    public string? Of(string field) =>
        Refused?.Fields.FirstOrDefault(f => string.Equals(f.Field, field, StringComparison.OrdinalIgnoreCase))?.Message;

    /// <summary>The id of a field's control: names such as <c>lines[2].quantity</c> are not fit for selectors.</summary>
    public static string IdOf(string field) => "f-" + string.Concat(field.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
