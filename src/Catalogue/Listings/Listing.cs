using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Catalogue;

public enum ListingState { Draft, InReview, Listed, Suspended, Retired }

/// <summary>商品上架: on what terms a supplier offers one SKU. The supplier drafts, the operator lists.</summary>
internal sealed class Listing
{
    public static readonly Flow<ListingState> Lifecycle = new("listing", ("商品", "Listing"),
        (ListingState.Draft, ("草稿", "Draft"), Tone.Idle,
            [new(ListingState.InReview, "submit", ("提交审核", "Submit for review"), CataloguePermissions.Submit),
             new(ListingState.Retired, "retire", ("下架", "Retire"), CataloguePermissions.Retire)]),
        (ListingState.InReview, ("审核中", "In review"), Tone.Wait,
            [new(ListingState.Listed, "list", ("上架", "List"), CataloguePermissions.Review),
             new(ListingState.Draft, "return", ("退回", "Return"), CataloguePermissions.Review)]),
        (ListingState.Listed, ("在售", "Listed"), Tone.Done,
            [new(ListingState.Suspended, "suspend", ("暂停销售", "Suspend"), CataloguePermissions.Suspend),
             new(ListingState.Retired, "retire", ("下架", "Retire"), CataloguePermissions.Retire)]),
        (ListingState.Suspended, ("已暂停", "Suspended"), Tone.Bad,
            [new(ListingState.Listed, "resume", ("恢复销售", "Resume"), CataloguePermissions.Suspend),
             new(ListingState.Draft, "revise", ("修改", "Revise"), CataloguePermissions.Edit),
             new(ListingState.Retired, "retire", ("下架", "Retire"), CataloguePermissions.Retire)]),
        (ListingState.Retired, ("已下架", "Retired"), Tone.Idle, []));

    private Listing() { }

    public Listing(ListingId id, SkuId sku, OrganizationId supplier, string supplierName, ListingTerms terms, DateTimeOffset now)
    {
        (Id, SkuId, SupplierId, SupplierName, CreatedAt) = (id, sku, supplier, supplierName, now);
        Take(terms, now);
    }

    public ListingId Id { get; private set; }
    public SkuId SkuId { get; private set; }
    public OrganizationId SupplierId { get; private set; }

    /// <summary>Kept here so that offers are read in one query.</summary>
    public string SupplierName { get; private set; } = "";

    /// <summary>Tax-inclusive, per unit of sale, in minor units; null only in a draft, which is why it is not a Money.</summary>
    public long? ListPriceMinor { get; private set; }
    public string Currency { get; private set; } = "CNY";
    public VatRate Vat { get; private set; }
    public int MinQuantity { get; private set; } = 1;
    public int PackSize { get; private set; } = 1;

    /// <summary>Working days to make it; null for stock goods.</summary>
    public int? MakeToOrderDays { get; private set; }
    public IReadOnlyList<ServiceOption> Services { get; private set; } = [];
    public ListingState State { get; private set; }

    /// <summary>Why it was returned or suspended.</summary>
    public string? Reason { get; private set; }
    public PersonId? SubmittedBy { get; private set; }
    public DateTimeOffset? SubmittedAt { get; private set; }
    public bool SuspendedByOperator { get; private set; }

    /// <summary>In which divisions it is sold; null: everywhere.</summary>
    public SaleAreas? Areas { get; private set; }

    /// <summary>The first moment of the sale; null: from whenever it is listed.</summary>
    public DateTimeOffset? SaleFrom { get; private set; }

    /// <summary>The first moment after the sale; null: without an end.</summary>
    public DateTimeOffset? SaleUntil { get; private set; }
    public bool ScheduledByOperator { get; private set; }

    /// <summary>Why it is sold only from or until then, where somebody said so.</summary>
    public string? ScheduleReason { get; private set; }
    public DateTimeOffset CreatedAt { get; private set; }
    public DateTimeOffset ChangedAt { get; private set; }
    public long Version { get; private set; }

    public Money? ListPrice => ListPriceMinor is { } minor ? new Money(minor, Currency) : null;
    public SaleWindow Window => SaleWindow.Of(SaleFrom, SaleUntil);

    /// <summary>The operator shows it and the supplier sells it, now or at another time: <see cref="Window"/> says when.</summary>
    public bool IsListed => State == ListingState.Listed;
    public bool CanEdit => State == ListingState.Draft;

    public void Change(ListingTerms terms, string partNumber, DateTimeOffset now)
    {
        if (!CanEdit)
            throw Refused.With(CatalogueErrors.Locked, partNumber, Lifecycle[State].Name);
        Take(terms, now);
    }

    /// <summary>The platform itself may correct what is listed: seeding, and imports by whoever runs the installation.</summary>
    public void Correct(ListingTerms terms, DateTimeOffset now) => Take(terms, now);

    public void Submit(Actor actor, DateTimeOffset now)
    {
        if (ListPriceMinor is null)
            throw Refused.Field("listPrice", CatalogueErrors.PriceRequired);
        Move("submit", now);
        (SubmittedBy, SubmittedAt, Reason) = (actor.Person, now, null);
    }

    public void List(Actor actor, DateTimeOffset now)
    {
        Judge(actor);
        Move("list", now);
        Reason = null;
    }

    public void Return(Actor actor, string reason, DateTimeOffset now)
    {
        Judge(actor);
        Move("return", now);
        Reason = reason;
    }

    public void Suspend(Actor actor, string reason, DateTimeOffset now)
    {
        Move("suspend", now);
        (Reason, SuspendedByOperator) = (reason, actor.Organization != SupplierId);
    }

    public void Resume(Actor actor, DateTimeOffset now)
    {
        if (State == ListingState.Suspended && SuspendedByOperator && actor.Organization == SupplierId)
            throw Refused.With(CatalogueErrors.SuspendedByOperator);
        // Only what was listed can be suspended, and it was not changed since: there is nothing to review.
        Move("resume", now);
        (Reason, SuspendedByOperator) = (null, false);
    }

    /// <summary>Sold within this window alone, in whatever state but the last. What the operator said only the operator changes.</summary>
    public void Schedule(Actor actor, SaleWindow window, string? reason, DateTimeOffset now)
    {
        var byOperator = actor.Organization != SupplierId;
        if (ScheduledByOperator && !byOperator)
            throw Refused.With(CatalogueErrors.ScheduledByOperator);
        if (State == ListingState.Retired)
            throw Refused.With(CatalogueErrors.RetiredForGood);
        var wanted = window.Checked(now);
        if (byOperator && reason is null && !wanted.IsAlways)
            throw Refused.Field("reason", CatalogueErrors.ReasonRequired);
        (SaleFrom, SaleUntil, ScheduledByOperator, ScheduleReason, ChangedAt) = (wanted.From, wanted.Until, byOperator && !wanted.IsAlways, wanted.IsAlways ? null : reason, now);
    }

    /// <summary>Sold in these divisions alone, in whatever state but the last.</summary>
    public void SellIn(SaleAreas areas, DateTimeOffset now)
    {
        if (State == ListingState.Retired)
            throw Refused.With(CatalogueErrors.RetiredForGood);
        var wanted = areas.Checked();
        (Areas, ChangedAt) = (wanted.IsEverywhere ? null : wanted, now);
    }

    public void Revise(DateTimeOffset now) => Move("revise", now);

    /// <summary>Something that belongs to it changed: whoever changes it at the same moment is told.</summary>
    public void Touch(DateTimeOffset now) => ChangedAt = now;

    public void Retire(DateTimeOffset now) => Move("retire", now);

    /// <summary>Listed without review, when the platform itself seeds.</summary>
    public Listing ListedBySeed()
    {
        if (State == ListingState.Draft && ListPriceMinor is not null)
            State = ListingState.Listed;
        return this;
    }

    // S18: neither the supplier nor the human who submitted it decides.
    private void Judge(Actor actor)
    {
        if (actor.Organization == SupplierId || (SubmittedBy is { } submitter && submitter == actor.Person && !actor.IsSystem))
            throw Refused.With(CatalogueErrors.OwnReview);
    }

    private void Move(string verb, DateTimeOffset now) => (State, ChangedAt) = (Lifecycle.Take(State, verb), now);

    private void Take(ListingTerms terms, DateTimeOffset now)
    {
        (ListPriceMinor, Currency, Vat) = (terms.ListPrice?.Minor, terms.ListPrice?.Currency ?? "CNY", terms.Vat);
        (MinQuantity, PackSize, MakeToOrderDays, Services, ChangedAt) = (terms.MinQuantity, terms.PackSize, terms.MakeToOrderDays, terms.Services, now);
    }
}

/// <summary>Checked terms of sale.</summary>
internal sealed record ListingTerms(Money? ListPrice, VatRate Vat, int MinQuantity, int PackSize, int? MakeToOrderDays, IReadOnlyList<ServiceOption> Services);

internal sealed class ListingMap : IEntityTypeConfiguration<Listing>
{
    public void Configure(EntityTypeBuilder<Listing> listing)
    {
        listing.ToTable("listings", table =>
        {
            table.HasCheckConstraint("ck_listings_price", "list_price_minor IS NULL OR list_price_minor > 0");
            table.HasCheckConstraint("ck_listings_priced", "list_price_minor IS NOT NULL OR state IN ('Draft', 'Retired')");
            table.HasCheckConstraint("ck_listings_window", "sale_until > sale_from");
            table.HasCheckConstraint("ck_listings_quantities", "min_quantity > 0 AND pack_size > 0");
        }).Document("listing", seen => seen.ByEveryone().By(x => x.SupplierId).ByOperator());
        listing.HasKey(x => x.Id);
        listing.Property(x => x.SupplierName).HasMaxLength(100);
        listing.Property(x => x.Currency).HasMaxLength(3);
        listing.Property(x => x.Vat).HasConversion(vat => vat.BasisPoints, points => new VatRate(points));
        listing.Property(x => x.Services).HasJson();
        listing.Property(x => x.Areas).HasJson();
        listing.Property(x => x.Reason).HasMaxLength(500);
        listing.Property(x => x.ScheduleReason).HasMaxLength(500);
        listing.Ignore(x => x.ListPrice).Ignore(x => x.Window).Ignore(x => x.IsListed).Ignore(x => x.CanEdit);
        listing.HasOne<Sku>().WithMany().HasForeignKey(x => x.SkuId);
        listing.HasIndex(x => new { x.SkuId, x.SupplierId }).IsUnique();
        listing.HasIndex(x => new { x.State, x.SubmittedAt });
        listing.HasIndex(x => new { x.SupplierId, x.State });
        // Each node asks every second whose moment has come: few listings have one.
        listing.HasIndex(x => x.SaleFrom).HasFilter("sale_from IS NOT NULL");
        listing.HasIndex(x => x.SaleUntil).HasFilter("sale_until IS NOT NULL");
    }
}
