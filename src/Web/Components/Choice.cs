namespace Hecai.Web.Components;

/// <summary>One value to choose: of a select, a facet or a radio group. A count is shown in facets only.</summary>
public sealed record Choice(string Value, string Name, int? Count = null, bool Chosen = false);
