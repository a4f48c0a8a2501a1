namespace Hecai.Web.Components;

/// <summary>One exception of a workbench: what is wrong, its consequence, and where it is put right.</summary>
/// <param name="Tone">Bad for what has gone wrong, Wait for what is about to.</param>
/// <param name="Icon">Of Tabler's.</param>
/// <param name="Lead">What is wrong, in words.</param>
/// <param name="Detail">Whom it concerns, and what follows.</param>
/// <param name="Action">A verb.</param>
/// <param name="Href">Where the verb is done.</param>
/// <param name="Number">The document.</param>
public sealed record Trouble(Tone Tone, string Icon, string Lead, string Detail, string Action, string Href, string? Number = null);
