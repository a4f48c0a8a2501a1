namespace Hecai.Web.Components;

/// <summary>A slot: the day as lead, the hours (or the reason why it is taken) as note.</summary>
public sealed record SlotChoice(string Value, string Lead, string Note, bool Taken = false);
