namespace Hecai.Web.Components;

/// <summary>One tab over a list, or one choice of a Segments switch.</summary>
public sealed record ListView(string Name, string Href, bool Current = false, int? Count = null, string? Icon = null);
