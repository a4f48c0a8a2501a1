using System.Text.Json.Serialization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Catalogue;

/// <summary>How one product goes with another.</summary>
public enum RelationKind
{
    /// <summary>It does not work without: a cassette and its panel, an indoor unit and its wired controller.</summary>
    Required,
    /// <summary>It may be had with it.</summary>
    Accessory,
    /// <summary>It is used up by it: filters, detergent.</summary>
    Consumable,
    /// <summary>A service that is a product of its own.</summary>
    Service,
    /// <summary>It serves the same use and compares with it; the other way round, too.</summary>
    Equivalent,
    /// <summary>It takes its place when it is no longer made.</summary>
    Successor,
}

/// <summary>A product that goes with another, as a form, a file or a request names it.</summary>
/// <param name="Sku">The part number of the other product.</param>
/// <param name="Quantity">Of how many each piece has need, in the other product's unit of sale: 1 controller, 2 m of pipe.</param>
/// <param name="Reason">What it is for; null where that needs no word.</param>
public sealed record SkuLink(RelationKind Kind, string Sku, int Quantity = 1, [property: JsonConverter(typeof(LenientText))] Text? Reason = null);

/// <summary>
/// One product goes with another. It says nothing of the product itself and changes nothing of what was reviewed, so that it may be
/// said at any time: a product that is retired gets its successor then. What its supplier says is of its own products; an equivalent of
/// another supplier is the operator's to say, who sells neither.
/// </summary>
internal sealed class SkuRelation
{
    private SkuRelation() { }

    public SkuRelation(SkuId sku, OrganizationId supplier, SkuId target, OrganizationId targetSupplier) => (SkuId, SupplierId, TargetId, TargetSupplierId) = (sku, supplier, target, targetSupplier);

    public OrganizationId SupplierId { get; private set; }
    public SkuId SkuId { get; private set; }
    public OrganizationId TargetSupplierId { get; private set; }
    public SkuId TargetId { get; private set; }
    public RelationKind Kind { get; private set; }
    public int Quantity { get; private set; }
    public string ReasonZh { get; private set; } = "";
    public string ReasonEn { get; private set; } = "";

    /// <summary>Its order among the relations of the product.</summary>
    public int Place { get; private set; }

    /// <summary>Says it anew; true where that is another than before.</summary>
    public bool Say(SkuLink link, int place)
    {
        var (zh, en) = (link.Reason?.Zh ?? "", link.Reason?.En ?? "");
        if ((Kind, Quantity, ReasonZh, ReasonEn, Place) == (link.Kind, link.Quantity, zh, en, place))
            return false;
        (Kind, Quantity, ReasonZh, ReasonEn, Place) = (link.Kind, link.Quantity, zh, en, place);
        return true;
    }
}

internal sealed class SkuRelationMap : IEntityTypeConfiguration<SkuRelation>
{
    public void Configure(EntityTypeBuilder<SkuRelation> relation)
    {
        relation.ToTable("sku_relations", table =>
        {
            table.HasCheckConstraint("ck_sku_relations_quantity", "quantity > 0");
            table.HasCheckConstraint("ck_sku_relations_other", "target_id <> sku_id");
            table.HasCheckConstraint("ck_sku_relations_of_others", "target_supplier_id = supplier_id OR kind = 'Equivalent'");
        }).PartOf("sku", x => x.SkuId, seen => seen.ByEveryone().By(x => x.SupplierId).ByOperator());
        // Two products are related once, in one way.
        relation.HasKey(x => new { x.SupplierId, x.SkuId, x.TargetId });
        relation.Property(x => x.ReasonZh).HasMaxLength(LinkReader.MaxReason);
        relation.Property(x => x.ReasonEn).HasMaxLength(LinkReader.MaxReason);
        relation.HasIndex(x => x.SkuId);
        relation.HasIndex(x => x.TargetId);
        relation.HasOne<Sku>().WithMany().HasForeignKey(x => new { x.SupplierId, x.SkuId }).HasPrincipalKey(x => new { x.SupplierId, x.Id });
        relation.HasOne<Sku>().WithMany().HasForeignKey(x => new { x.TargetSupplierId, x.TargetId }).HasPrincipalKey(x => new { x.SupplierId, x.Id }).OnDelete(DeleteBehavior.Restrict);
    }
}
