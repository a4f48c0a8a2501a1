namespace Hecai.Web.Components;

/// <summary>
/// The rows of a chart, one value per series; a null value is a gap. Axis is the name of the table's first column;
/// Total adds a column of sums to the table, which is not drawn.
/// </summary>
public sealed record ChartData(string Axis, IReadOnlyList<string> Series, IReadOnlyList<ChartRow> Rows, string Format = "#,0.0", bool Total = false);

public sealed record ChartRow(string Name, params IReadOnlyList<decimal?> Values);
