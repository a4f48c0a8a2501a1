using Hecai.Web.Components;
using Microsoft.AspNetCore.Components;

namespace Hecai.Web.Portals.Shared.Layouts;

/// <summary>The entries of a menu; the side menu and the phone's show the same.</summary>
internal static class MenuList
{
    /// <param name="shell">Whose menu.</param>
    /// <param name="path">Of the page that is shown: its entry is marked.</param>
    public static MarkupString Of(Shell shell, string path)
    {
        // The longest address that the page's lies under, so that /supplier does not light up on /supplier/orders.
        MenuItem? current = null;
        foreach (var section in shell.Menu)
            foreach (var item in section.Items)
                if (item.Href.Length > (current?.Href.Length ?? 0) && path.StartsWith(item.Href, StringComparison.Ordinal) && (path.Length == item.Href.Length || path[item.Href.Length] == '/'))
                    current = item;
        return Markup.Of($"{Markup.Each(shell.Menu, section => Markup.Of(
            $"{(section.Heading is { } heading ? Markup.Of($"<h2>{heading}</h2>") : Markup.None)}<ul>{Markup.Each(section.Items, item => Entry(shell, item, ReferenceEquals(item, current)))}</ul>"))}");
    }

    private static MarkupString Entry(Shell shell, MenuItem item, bool current) => Markup.Of(
        $"<li><a href=\"{item.Href}\"{Markup.Attribute("aria-current", current ? "page" : null)}><i class=\"ti ti-{item.Icon}\" aria-hidden=\"true\"></i>{item.Name}{(shell.Counts.TryGetValue(item.Href, out var count) ? Markup.Of($"<span>{count}</span>") : Markup.None)}</a></li>");
}
