using Hecai.Catalogue;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Purchasing;

public readonly record struct ShoppingListId(Guid Value) : IId;

/// <summary>Who sees a shopping list beside its owner: nobody, the owner's department with all below it, or the whole organization.</summary>
public enum ListSharing { Nobody, Department, Organization }

/// <summary>What a list says of itself.</summary>
/// <param name="Name">Unique among the lists of its owner.</param>
/// <param name="Note">What it is for; null for nothing.</param>
/// <param name="Sharing">Who sees it beside its owner.</param>
public sealed record ListHead(string? Name, string? Note, ListSharing Sharing);

/// <summary>采购清单: what is bought again and again, kept under a name. It promises no price and no stock: those are of the day it is bought.</summary>
internal sealed class ShoppingList
{
    public const int MaxLines = Quotes.MaxLines, MaxOfOwner = 200, MaxName = 60, MaxNote = 500;

    private readonly List<ShoppingListLine> lines = [];

    private ShoppingList() { }

    public ShoppingList(Actor owner, DateTimeOffset now) =>
        (Id, BuyerId, OwnerMembership, OwnerName, CreatedAt, ChangedAt) = (Hecai.Id.New<ShoppingListId>(), owner.Organization, owner.Membership, owner.Name, now, now);

    public ShoppingListId Id { get; private set; }
    public OrganizationId BuyerId { get; private set; }
    public MembershipId OwnerMembership { get; private set; }
    public string OwnerName { get; private set; } = "";
    public string Name { get; private set; } = "";
    public string? Note { get; private set; }
    public ListSharing Sharing { get; private set; }

    /// <summary>The owner's department when the list was shared with it; null for every other sharing.</summary>
    public DepartmentId? DepartmentId { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public long Version { get; private set; }
    public IReadOnlyList<ShoppingListLine> Lines => lines;

    /// <param name="head">As it shall be.</param>
    /// <param name="department">The owner's; looked at where the list is shared with it.</param>
    /// <param name="now">When.</param>
    public void Describe(ListHead head, DepartmentId? department, DateTimeOffset now)
    {
        var fields = new FieldErrors();
        var (name, note) = (fields.Read("name", f => PlainText.Line(f, head.Name, MaxName)), fields.Read("note", f => PlainText.OptionalLine(f, head.Note, MaxNote)));
        if (head.Sharing == ListSharing.Department && department is null)
            fields.Read<object?>("sharing", f => throw Refused.Field(f, ShoppingListErrors.NoDepartment));
        fields.Demand();
        (Name, Note, Sharing, DepartmentId, ChangedAt) = (name!, note, head.Sharing, head.Sharing == ListSharing.Department ? department : null, now);
    }

    /// <summary>Puts more on the list; of what is on it already the quantities add up.</summary>
    public void Put(IEnumerable<NamedLine> more, DateTimeOffset now)
    {
        var place = lines.Count == 0 ? 0 : lines.Max(l => l.Place) + 1;
        var known = lines.ToDictionary(l => l.ListingId);
        foreach (var (partNumber, wanted) in more)
            if (known.TryGetValue(wanted.Listing, out var line))
                line.Set(AddLines.Sum(line.Wanted, wanted));
            else
                lines.Add(known[wanted.Listing] = new ShoppingListLine(this, partNumber, wanted, place++));
        if (lines.Count > MaxLines)
            throw Refused.Field("lines", ShoppingListErrors.TooManyLines, MaxLines);
        ChangedAt = now;
    }

    /// <summary>Says anew what is on the list; what stays keeps its place.</summary>
    public void Hold(IReadOnlyList<NamedLine> all, DateTimeOffset now)
    {
        var wanted = all.GroupBy(l => l.Wanted.Listing).ToDictionary(g => g.Key, g => g.Select(l => l.Wanted).Aggregate(AddLines.Sum));
        lines.RemoveAll(l => !wanted.ContainsKey(l.ListingId));
        foreach (var line in lines)
            line.Set(wanted[line.ListingId]);
        var kept = lines.Select(l => l.ListingId).ToHashSet();
        Put(all.Where(l => !kept.Contains(l.Wanted.Listing)), now);
    }
}

/// <summary>One product on a list.</summary>
internal sealed class ShoppingListLine
{
    private ShoppingListLine() { }

    public ShoppingListLine(ShoppingList list, string? partNumber, WantedLine wanted, int place)
    {
        (BuyerId, ShoppingListId, ListingId, PartNumber, Place) = (list.BuyerId, list.Id, wanted.Listing, partNumber, place);
        Set(wanted);
    }

    public OrganizationId BuyerId { get; private set; }
    public ShoppingListId ShoppingListId { get; private set; }
    public ListingId ListingId { get; private set; }

    /// <summary>As it was when the line came, to name what has gone since; null where it was gone already.</summary>
    public string? PartNumber { get; private set; }

    /// <summary>Its order on the list.</summary>
    public int Place { get; private set; }
    public int Quantity { get; private set; }
    public IReadOnlyList<ChosenService> Services { get; private set; } = [];

    public WantedLine Wanted => new(ListingId, Quantity, Services);

    public void Set(WantedLine wanted) => (Quantity, Services) = (Count.Of(wanted.Quantity), [.. wanted.Services.Select(s => s with { Quantity = Count.Of(s.Quantity) })]);
}

internal sealed class ShoppingListMap : IEntityTypeConfiguration<ShoppingList>
{
    public void Configure(EntityTypeBuilder<ShoppingList> list)
    {
        list.ToTable("shopping_lists").Document("shopping_list", seen => seen.By(x => x.BuyerId));
        list.HasKey(x => new { x.BuyerId, x.Id });
        list.Property(x => x.OwnerName).HasMaxLength(100);
        list.Property(x => x.Name).HasMaxLength(ShoppingList.MaxName);
        list.Property(x => x.Note).HasMaxLength(ShoppingList.MaxNote);
        list.HasIndex(x => new { x.BuyerId, x.OwnerMembership, x.Name }).IsUnique();
        list.HasIndex(x => new { x.BuyerId, x.ChangedAt });
        list.HasMany(x => x.Lines).WithOne().HasForeignKey(x => new { x.BuyerId, x.ShoppingListId });
        list.Navigation(x => x.Lines).HasField("lines").UsePropertyAccessMode(PropertyAccessMode.Field);
    }
}

internal sealed class ShoppingListLineMap : IEntityTypeConfiguration<ShoppingListLine>
{
    public void Configure(EntityTypeBuilder<ShoppingListLine> line)
    {
        line.ToTable("shopping_list_lines", table => table.HasCheckConstraint("ck_shopping_list_lines_quantity", "quantity > 0"))
            .PartOf("shopping_list", x => x.ShoppingListId, seen => seen.By(x => x.BuyerId));
        line.HasKey(x => new { x.BuyerId, x.ShoppingListId, x.ListingId });
        line.Property(x => x.PartNumber).HasMaxLength(120);
        line.Property(x => x.Services).HasJson();
        line.Ignore(x => x.Wanted);
    }
}
