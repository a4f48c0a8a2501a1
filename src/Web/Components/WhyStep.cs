namespace Hecai.Web.Components;

/// <summary>One step of a computation; a lost one (the list price) is struck out.</summary>
public sealed record WhyStep(string Name, string Number, string? Note = null, bool Lost = false);
