using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

/// <summary>A service chosen with a line: its code and how much of it in all (12 installations, 30 m of pipe).</summary>
public sealed record ChosenService(string Code, int Quantity);

/// <summary>What somebody asks for: an offer, how many, and the services with it.</summary>
/// <param name="Listing">The offer.</param>
/// <param name="Quantity">A quantity that goes to two places, or on two accounts, is two lines.</param>
/// <param name="Services">Chosen with it.</param>
/// <param name="To">Where it goes and who bears it; null as the whole. A cart and a list say nothing of it: it is decided when one asks.</param>
/// <param name="Wish">When it shall come and be installed; null as early as can be. What shall come on two days is two lines.</param>
/// <param name="Remarks">What is said with it, and the buyer's own number of it.</param>
public sealed record WantedLine(ListingId Listing, int Quantity, IReadOnlyList<ChosenService> Services, Destination? To = null, DeliveryWish? Wish = null, LineRemarks? Remarks = null)
{
    /// <summary>Refuses, by field, texts that no line can have.</summary>
    internal static void DemandTexts(IReadOnlyList<WantedLine> lines)
    {
        var faults = new List<FieldError>();
        for (var i = 0; i < lines.Count; i++)
        {
            lines[i].Remarks?.Clean($"lines[{i}].remarks", faults);
            lines[i].Wish?.Clean($"lines[{i}].wish", faults);
        }
        if (Refused.Many(faults) is { } refused)
            throw refused;
    }
}

/// <summary>What is wanted, with the part number under which it was known; null where it was gone already.</summary>
public sealed record NamedLine(string? PartNumber, WantedLine Wanted);

/// <summary>One line of a membership's cart. The cart has no state of its own: it ends by being submitted or emptied.</summary>
internal sealed class CartLine
{
    private CartLine() { }

    public CartLine(Actor owner, WantedLine wanted, DateTimeOffset now)
    {
        (BuyerId, MembershipId, ListingId, AddedAt) = (owner.Organization, owner.Membership, wanted.Listing, now);
        Set(wanted);
    }

    public OrganizationId BuyerId { get; private set; }
    public MembershipId MembershipId { get; private set; }
    public ListingId ListingId { get; private set; }
    public int Quantity { get; private set; }
    public IReadOnlyList<ChosenService> Services { get; private set; } = [];
    public DateTimeOffset AddedAt { get; private set; }

    public WantedLine Wanted => new(ListingId, Quantity, Services);

    public void Set(WantedLine wanted)
    {
        Quantity = Count.Of(wanted.Quantity);
        Services = [.. wanted.Services.Select(s => s with { Quantity = Count.Of(s.Quantity) })];
    }
}

internal sealed class CartLineMap : IEntityTypeConfiguration<CartLine>
{
    public void Configure(EntityTypeBuilder<CartLine> line)
    {
        // A cart is a private scratch pad: what comes of it is audited, not each change of a quantity in it.
        line.ToTable("cart_lines").Unaudited(seen => seen.By(x => x.BuyerId));
        line.HasKey(x => new { x.BuyerId, x.MembershipId, x.ListingId });
        line.Property(x => x.Services).HasJson();
        line.Ignore(x => x.Wanted);
    }
}
