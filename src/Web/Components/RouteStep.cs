namespace Hecai.Web.Components;

/// <summary>One stage of an approval route.</summary>
/// <param name="Name">The stage, e.g. 成本中心.</param>
/// <param name="Tone">Done, Wait (present), Bad, or Idle (future).</param>
/// <param name="People">Who decides or decided, each with what they said.</param>
/// <param name="Because">Why these people.</param>
/// <param name="Small">Beside the name, e.g. 两人都须同意.</param>
/// <param name="When">When it was decided.</param>
/// <param name="Quote">The remark that was left.</param>
/// <param name="Icon">Instead of a number, for what is no stage of decision: submission (check), copy (send).</param>
public sealed record RouteStep(
    string Name, Tone Tone, IReadOnlyList<RoutePerson> People, string? Because = null,
    string? Small = null, string? When = null, string? Quote = null, string? Icon = null);

/// <summary>A person of a stage; without a word when the stage asks nothing of them (submitter, copy).</summary>
public sealed record RoutePerson(string Name, string? Word = null, Tone Tone = Tone.Idle, string? Note = null);
