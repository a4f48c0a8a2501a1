using System.Globalization;

using static Hecai.Web.Components.Words;

namespace Hecai.Web.Components;

/// <summary>What became of a part of an ordered quantity; the class names of the ledger's segments and key.</summary>
public enum Part { Accepted, Installed, Delivered, Refused, Shipped, Held, Short, Open }

/// <summary>A segment of the bar, in units of quantity.</summary>
public sealed record Segment(Part Part, decimal Quantity);

/// <summary>A word below the bar with its cumulative number.</summary>
public sealed record Count(string Name, decimal Quantity, Tone Tone = Tone.Idle);

/// <summary>The quantity ledger of one line: the bar's segments do not overlap, the words carry the cumulative numbers.</summary>
public sealed record Quantities(decimal Whole, IReadOnlyList<Segment> Segments, IReadOnlyList<Count> Counts)
{
    /// <summary>A line on its way from the order to acceptance, in cumulative quantities.</summary>
    public static Quantities Fulfilment(decimal ordered, decimal cancelled, decimal shipped, decimal delivered, decimal refused, decimal installed, decimal accepted)
    {
        var whole = ordered - cancelled;
        return new(whole,
            Drawn(
                new(Part.Accepted, accepted), new(Part.Installed, installed - accepted), new(Part.Delivered, delivered - Math.Max(installed, accepted)),
                // What was refused is no longer shipped; sent again, it is drawn where it is now.
                new(Part.Refused, Math.Min(refused, whole - shipped)), new(Part.Shipped, shipped - delivered)),
            Said(
                new(L("发", "Shipped"), shipped), new(L("到", "Delivered"), delivered), new(L("拒", "Refused"), refused, Tone.Bad), new(L("装", "Installed"), installed),
                new(L("验", "Accepted"), accepted), new(L("未发", "To ship"), whole - shipped), new(L("消", "Cancelled"), cancelled)));
    }

    /// <summary>A service on its way to acceptance: it is done, never shipped.</summary>
    public static Quantities Service(decimal ordered, decimal cancelled, decimal done, decimal accepted)
    {
        var whole = ordered - cancelled;
        return new(whole,
            Drawn(new(Part.Accepted, accepted), new(Part.Installed, done - accepted)),
            Said(new(L("完成", "Done"), done), new(L("验", "Accepted"), accepted), new(L("未做", "To do"), whole - done), new(L("消", "Cancelled"), cancelled)));
    }

    /// <summary>A requested line: what is held for it, what is still missing, what was not approved.</summary>
    public static Quantities Request(decimal requested, decimal held, decimal rejected = 0) => new(requested,
        Drawn(new(Part.Refused, rejected), new(Part.Held, held), new(Part.Short, rejected > 0 ? 0 : requested - held)),
        [
            new(L("申请", "Requested"), requested),
            .. Said(new(L("预占", "Held"), held), new(L("缺", "Missing"), rejected > 0 ? 0 : requested - held, Tone.Wait), new(L("不批准", "Rejected"), rejected, Tone.Bad)),
        ]);

    private static Segment[] Drawn(params Segment[] segments) => [.. segments.Where(s => s.Quantity > 0)];
    private static Count[] Said(params Count[] counts) => [.. counts.Where(c => c.Quantity > 0)];

    /// <summary>A number for SVG attributes, whatever the reader's culture.</summary>
    internal static string Svg(decimal number) => number.ToString("0.####", CultureInfo.InvariantCulture);
}
