using Hecai.Catalogue;
using Hecai.Control;
using Hecai.Parties;
using Hecai.Purchasing;

namespace Hecai.Web.Portals.Buyer;

/// <summary>A part of a line.</summary>
/// <param name="Quantity">Of the goods.</param>
/// <param name="Said">What was typed, where that is no quantity.</param>
/// <param name="To">The place and the cost centre that were chosen for it; what is null is that of the whole.</param>
public sealed record LinePart(int Quantity, string? Said, Destination To);

/// <summary>A line of a cart or a draft, in the parts that go to different places or are borne by different cost centres.</summary>
/// <param name="Key">What its fields are called by.</param>
/// <param name="Whole">As it was asked for.</param>
/// <param name="Offer">Null for what this buyer can no longer see.</param>
/// <param name="Parts">The first is what the others leave.</param>
/// <param name="Faults">Why parts cannot be read.</param>
public sealed record PartedLine(string Key, WantedLine Whole, Offer? Offer, IReadOnlyList<LinePart> Parts, IReadOnlyList<FieldError> Faults)
{
    /// <summary>True where something of it goes elsewhere than the whole.</summary>
    public bool Parted => Parts.Count > 1 || Parts[0].To != new Destination();

    /// <summary>The names of the fields that decide where it goes; <c>take</c> is a quantity.</summary>
    public string Field(string what, int part) => $"{what}-{Key}-{part}";

    /// <summary>The lines that it becomes, its services shared out by the pieces.</summary>
    public IReadOnlyList<WantedLine> Lines()
    {
        var lines = new List<WantedLine>();
        long before = 0;
        foreach (var part in Parts)
        {
            var from = before;
            before += part.Quantity;
            lines.Add(Whole with { Quantity = part.Quantity, Services = [.. Whole.Services.Select(s => s with { Quantity = Share(s, before) - Share(s, from) }).Where(s => s.Quantity > 0)], To = part.To });
        }
        return lines;
    }

    // What the first so many pieces have of a service: the shares sum to the whole, however it is parted.
    private int Share(ChosenService service, long pieces) => (int)(service.Quantity * pieces / Whole.Quantity);

    /// <summary>What the form says of a line; without a form, what the line itself says. <c>split=key</c> takes a part off it, <c>join=take-key-2</c> puts one back.</summary>
    public static PartedLine Read(string key, WantedLine whole, Offer? offer, IFormCollection? form)
    {
        Destination To(int part) => form is null || !form.ContainsKey($"site-{key}-{part}") ? part == 0 ? whole.To ?? new() : new()
            : new(Chosen<SiteId>(form, $"site-{key}-{part}"), Chosen<CostCentreId>(form, $"centre-{key}-{part}"));
        var (parts, faults, left) = (new List<LinePart>(), new FieldErrors(), whole.Quantity);
        for (var i = 1; form?.ContainsKey($"take-{key}-{i}") == true; i++)
        {
            var said = form[$"take-{key}-{i}"].ToString();
            if (form["join"].ToString() == $"take-{key}-{i}")
                continue;
            var most = left - 1;
            var quantity = faults.Read($"take-{key}-{parts.Count + 1}", _ => Hecai.Count.Parse(said).Value is var much && much <= most ? much : throw Refused.With(KernelErrors.OutOfRange, 1, most));
            left -= quantity;
            parts.Add(new(quantity, quantity == 0 ? said : null, To(i)));
        }
        if (form?["split"].ToString() == key && left >= 2)
        {
            parts.Add(new(left / 2, null, new()));
            left -= left / 2;
        }
        return new(key, whole, offer, [new(left, null, To(0)), .. parts], faults.All);
    }

    private static TId? Chosen<TId>(IFormCollection form, string field) where TId : struct, IId => Guid.TryParse(form[field], out var id) ? Id.Of<TId>(id) : null;
}
