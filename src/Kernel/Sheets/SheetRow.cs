namespace Hecai;

/// <summary>A row of a file as its cells say it, without any meaning yet.</summary>
/// <param name="Line">Where it begins in the file, from 1.</param>
/// <param name="Cells">As text; numbers with a point, dates as 2026-11-22.</param>
/// <param name="Refusal">Why it cannot be read; its cells are then not to be used.</param>
/// <param name="Formulas">The columns, from 0, whose cell is computed; null when none is.</param>
public sealed record SheetRow(long Line, IReadOnlyList<string> Cells, Refused? Refusal = null, IReadOnlySet<int>? Formulas = null)
{
    /// <summary>True when a cell is computed: nobody wrote its value. In a CSV file a formula is only text that begins like one.</summary>
    public bool IsComputed(int column) => Formulas?.Contains(column) == true || Cells.ElementAtOrDefault(column)?.StartsWith('=') == true;
}
