using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Components;

/// <summary>The state of a document or a line: colour, icon and word together. Not for properties: those are <see cref="Tag"/>.</summary>
public sealed class StateBadge : Leaf
{
    [Parameter] public FlowState? State { get; set; }
    [Parameter] public Tone? Tone { get; set; }

    /// <summary>Instead of the state's own name, e.g. "审批中 2 / 3".</summary>
    [Parameter] public string? Word { get; set; }
    [Parameter] public string? Icon { get; set; }

    /// <summary>Without the tinted ground.</summary>
    [Parameter] public bool Plain { get; set; }

    protected override MarkupString Html() => Of(Tone ?? State?.Tone ?? Hecai.Tone.Idle, Word ?? State?.Name.ToString() ?? "", Plain, Icon);

    public static MarkupString Of(Tone tone, string word, bool plain = false, string? icon = null) =>
        Markup.Of($"<span class=\"hc-state {tone.Class()} {(plain ? "is-plain" : "")}\">{Components.Icon.Of(icon ?? tone.Icon())}{word}</span>");
}
