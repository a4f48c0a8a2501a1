namespace Hecai.Purchasing;

/// <summary>What a buyer says with a line.</summary>
/// <param name="ForSupplier">At most 200 characters; it goes with the supplier's order.</param>
/// <param name="ForApprover">At most 200 characters; no supplier reads it.</param>
/// <param name="Reference">The buyer's own number of the line, at most 40 characters.</param>
public sealed record LineRemarks(string? ForSupplier = null, string? ForApprover = null, string? Reference = null)
{
    /// <summary>As it is kept, null where nothing is said; what cannot be is added to the faults.</summary>
    internal LineRemarks? Clean(string field, List<FieldError> faults)
    {
        var fields = new FieldErrors(field + ".");
        var clean = new LineRemarks(fields.Read("forSupplier", name => PlainText.OptionalLine(name, ForSupplier, 200)), fields.Read("forApprover", name => PlainText.OptionalLine(name, ForApprover, 200)),
            fields.Read("reference", name => string.IsNullOrWhiteSpace(Reference) ? null : PlainText.Identifier(name, Reference, 40)));
        faults.AddRange(fields.All);
        return clean == new LineRemarks() ? null : clean;
    }

    /// <summary>What of it a supplier reads.</summary>
    internal LineRemarks? Outward => this with { ForApprover = null } is var said && said != new LineRemarks() ? said : null;
}
