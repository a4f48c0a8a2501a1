using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Hecai.Parties;

public readonly record struct SiteId(Guid Value) : IId;

/// <summary>What a delivery place is: its name, where it is and whom to ask for, and what drivers and technicians should know.</summary>
public sealed record SiteInput(string? Name, string? RegionCode, string? Detail, string? Contact, string? Phone, string? Note);

/// <summary>收货地点: where an organization takes deliveries and has work done.</summary>
internal sealed class Site
{
    public const int MaxName = 60, MaxNote = 300;

    private Site() { }

    public Site(SiteId id, OrganizationId organization, SiteInput said)
    {
        (Id, OrganizationId) = (id, organization);
        Change(said);
    }

    public SiteId Id { get; private set; }
    public OrganizationId OrganizationId { get; private set; }
    public string Name { get; private set; } = "";

    /// <summary>With the receiver and their telephone number.</summary>
    public Address Address { get; private set; } = null!;
    public string? Note { get; private set; }

    /// <summary>When somebody takes goods in; null: on every working day.</summary>
    public IReadOnlyList<ReceivingDay>? Receiving { get; private set; }

    /// <summary>Closed sites stay for the documents that name them.</summary>
    public bool Closed { get; private set; }
    public long Version { get; private set; }

    public void Change(SiteInput said)
    {
        var fields = new FieldErrors();
        var name = fields.Read("name", field => PlainText.Line(field, said.Name, MaxName));
        var address = fields.Read("address", _ => Address.Of(said.RegionCode, said.Detail, said.Contact, said.Phone));
        var note = fields.Read("note", field => PlainText.OptionalLine(field, said.Note, MaxNote));
        fields.Demand();
        (Name, Address, Note) = (name!, address!, note);
    }

    public void Receive(IReadOnlyList<ReceivingDay>? week) => Receiving = week;

    public void Close() => Closed = true;
}

internal sealed class SiteMap : IEntityTypeConfiguration<Site>
{
    public void Configure(EntityTypeBuilder<Site> site)
    {
        site.ToTable("sites").Document("site", seen => seen.By(x => x.OrganizationId));
        site.HasKey(x => new { x.OrganizationId, x.Id });
        site.Property(x => x.Name).HasMaxLength(Site.MaxName);
        site.Property(x => x.Note).HasMaxLength(Site.MaxNote);
        site.Property(x => x.Receiving).HasJson();
        site.ComplexProperty(x => x.Address, address =>
        {
            address.Property(x => x.RegionCode).HasMaxLength(12);
            address.Property(x => x.Detail).HasMaxLength(Address.MaxDetail);
            address.Property(x => x.Contact).HasMaxLength(Address.MaxContact);
            address.Property(x => x.Phone).HasMaxLength(Address.MaxPhone);
        });
        site.HasIndex(x => new { x.OrganizationId, x.Name }).IsUnique().HasFilter("NOT closed");
        site.HasOne<Organization>().WithMany().HasForeignKey(x => x.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}
