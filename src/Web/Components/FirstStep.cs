namespace Hecai.Web.Components;

/// <summary>One thing that must be there before an organization can work; it ticks itself off.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Done">It is there.</param>
/// <param name="Note">Why it is needed, or what is there.</param>
/// <param name="Href">Where to arrange it; null where somebody else does.</param>
public sealed record FirstStep(string Name, bool Done, string Note, string? Href = null);
