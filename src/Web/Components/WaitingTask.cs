namespace Hecai.Web.Components;

/// <summary>
/// What waits for somebody, as a link into the filtered list. Age says how long the oldest has waited, or until when;
/// an urgent one is shown in amber.
/// </summary>
public sealed record WaitingTask(string Icon, string Name, string Href, int Count, string Age, string? Amount = null, bool Urgent = false);
