using Hecai.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Portals.Shared.Layouts;

/// <summary>The entries of a menu, used by the side menu and by the phone's.</summary>
public sealed class MenuList : Leaf
{
    [Parameter, EditorRequired] public required Shell Shell { get; set; }
    [Inject] internal NavigationManager Navigation { get; set; } = null!;

    protected override MarkupString Html()
    {
        var path = Navigation.Path();
        // The longest address that the page's lies under, so that /supplier does not light up on /supplier/orders.
        var current = Shell.Menu.SelectMany(section => section.Items)
            .Where(item => path == item.Href || path.StartsWith(item.Href + "/", StringComparison.Ordinal))
            .MaxBy(item => item.Href.Length);
        return Markup.Each(Shell.Menu, section => Markup.Of(
            $"{(section.Heading is { } heading ? Markup.Of($"<h2>{heading}</h2>") : Markup.None)}<ul>{Markup.Each(section.Items, item => Entry(item, item == current))}</ul>"));
    }

    private MarkupString Entry(MenuItem item, bool current) => Markup.Of(
        $"<li><a href=\"{item.Href}\"{Markup.Attribute("aria-current", current ? "page" : null)}><i class=\"ti ti-{item.Icon}\" aria-hidden=\"true\"></i>{item.Name}{(Shell.Counts.TryGetValue(item.Href, out var count) ? Markup.Of($"<span>{count}</span>") : Markup.None)}</a></li>");
}
